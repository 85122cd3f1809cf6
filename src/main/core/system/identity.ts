import { granted, type Kernel, type Result } from '../kernel/index.ts';

export interface CatalogIdentity {
  readonly id: string;
  readonly mode: 'own' | 'demo';
  readonly createdAtMs: number;
}

/** A catalog keeps what it was made for: demo rows are never shown as an operator's own, whatever it is opened with. */
export async function identify(kernel: Kernel, mode: CatalogIdentity['mode']): Promise<Result<CatalogIdentity>> {
  const known = await readIdentity(kernel);
  if (known !== undefined) return granted(known);
  const made = { id: kernel.newId(), mode, createdAtMs: kernel.clock.nowMs() };
  return kernel.write.run({ kind: 'scheduler', name: 'headroom' }, async ({ tx }) => {
    await tx
      .insertInto('meta')
      .values({ key: 'identity', value: JSON.stringify(made) })
      .execute();
    return granted(made);
  });
}

async function readIdentity(kernel: Kernel): Promise<CatalogIdentity | undefined> {
  const row = await kernel.reader.selectFrom('meta').select('value').where('key', '=', 'identity').executeTakeFirst();
  return row === undefined ? undefined : (JSON.parse(row.value) as CatalogIdentity);
}
