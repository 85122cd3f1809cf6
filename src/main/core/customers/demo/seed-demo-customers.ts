import '../tables.ts';
import { setImmediate } from 'node:timers/promises';
import type { Actor } from '../../../../shared/contract/index.ts';
import { type CatalogTransaction, granted, inChunks, type Kernel, type Result } from '../../kernel/index.ts';
import { customerSubject } from '../model.ts';
import { type DemoCustomer, demoCustomer } from './generate.ts';

const actor: Actor = { kind: 'scheduler', name: 'demo data' };
/** Large, because each commit writes the same pages of the name index again. */
const customersAChunk = 4000;
const rowsAStatement = 500;

/**
 * Fills the catalog with generated customers, labelled by who made them. Chunks that are there already are passed over,
 * so it can be repeated, or go on after a kill.
 */
export async function seedDemoCustomers(kernel: Kernel, count: number): Promise<Result<void>> {
  for (let start = 0; start < count; start += customersAChunk) {
    const chunk = Array.from({ length: Math.min(customersAChunk, count - start) }, (_, place) =>
      demoCustomer(start + place),
    );
    const result = await kernel.write.run(actor, async ({ tx, record, publish }) => {
      const ids = chunk.map(({ customer }) => customer.id);
      const present = await tx.selectFrom('customer').select('id').where('id', 'in', ids).execute();
      const presentIds = new Set(present.map(({ id }) => id));
      const missing = chunk.filter(({ customer }) => !presentIds.has(customer.id));
      if (missing.length === 0) return granted(undefined);
      await insertAll(tx, missing);
      record({
        command: 'customer.generate',
        summary: `Generated ${missing.length} demo customers`,
        subjects: missing.map(({ customer }) => customerSubject(customer.id)),
      });
      publish({ topic: 'customers', change: 'created' });
      return granted(undefined);
    });
    if (!result.ok) return result;
    await setImmediate();
  }
  return granted(undefined);
}

async function insertAll(tx: CatalogTransaction, customers: readonly DemoCustomer[]): Promise<void> {
  const insert = async <Row>(rows: Row[], statement: (chunk: readonly Row[]) => Promise<unknown>) => {
    for (const chunk of inChunks(rows, rowsAStatement)) await statement(chunk);
  };
  await insert(
    customers.map(({ customer }) => customer),
    (rows) => tx.insertInto('customer').values(rows).execute(),
  );
  await insert(
    customers.flatMap(({ members }) => members),
    (rows) => tx.insertInto('member').values(rows).execute(),
  );
  await insert(
    customers.flatMap(({ sshKeys }) => sshKeys),
    (rows) => tx.insertInto('sshKey').values(rows).execute(),
  );
  await insert(
    customers.flatMap(({ contacts }) => contacts),
    (rows) => tx.insertInto('contact').values(rows).execute(),
  );
  await insert(
    customers.flatMap(({ policies }) => policies),
    (rows) => tx.insertInto('policy').values(rows).execute(),
  );
  const tags = customers.flatMap(({ customer, tags }) =>
    Object.entries(tags).map(([key, value]) => ({ subjectKind: 'customer', subjectId: customer.id, key, value })),
  );
  await insert(tags, (rows) => tx.insertInto('tag').values(rows).execute());
}
