import { enlivenDemo, seedDemoCustomers } from './customers/index.ts';
import { granted, type Kernel, type Result } from './kernel/index.ts';

const filledKey = 'demo-filled';
const enlivenedAtMost = 2000;

/** Generated rows, once a catalog: later starts find them, and what was done with them since. */
export async function fillDemo(kernel: Kernel, customers: number): Promise<Result<void>> {
  const filled = await kernel.reader.selectFrom('meta').select('key').where('key', '=', filledKey).executeTakeFirst();
  if (filled !== undefined) return granted(undefined);
  const seeded = await seedDemoCustomers(kernel, customers);
  if (!seeded.ok) return seeded;
  // Large ones are for measuring, where a search for duplicates would only cost time.
  if (customers <= enlivenedAtMost) await enlivenDemo(kernel);
  return kernel.write.run({ kind: 'scheduler', name: 'demo data' }, async ({ tx }) => {
    await tx
      .insertInto('meta')
      .values({ key: filledKey, value: String(customers) })
      .execute();
    return granted(undefined);
  });
}
