import type { Actor, Customer, contract, Tags } from '../../../shared/contract/index.ts';
import type { Subject } from '../../../shared/subject.ts';
import { type CatalogReader, granted, type Kernel, type Result } from '../kernel/index.ts';
import { tagChanges } from './field-changes.ts';
import type { Input } from './model.ts';
import { inWords, notActive, unknownCustomer } from './refusals.ts';
import { findTags } from './store.ts';
import { replaceTags } from './tag-store.ts';

/** Tags go on anything. Of the kinds that are this module's own it is checked that the thing is there. */
export function setTags(
  kernel: Kernel,
  actor: Actor,
  { kind, id, tags }: Input<typeof contract.tags.set>,
): Promise<Result<Tags>> {
  const subject = { kind, id };
  return kernel.write.run(actor, async ({ tx, nowMs, record, publish }) => {
    const customer = kind === 'customer' ? await findState(tx, id) : undefined;
    if (kind === 'customer' && customer === undefined) return unknownCustomer(id);
    if (customer !== undefined && customer.state !== 'active') return notActive(customer);
    const changes = tagChanges(await findTags(tx, kind, id), tags);
    if (changes.length === 0) return granted(tags);
    await replaceTags(tx, subject, tags);
    if (customer !== undefined) {
      await tx.updateTable('customer').set({ updatedAtMs: nowMs }).where('id', '=', id).execute();
      publish({ topic: 'customers', change: 'updated', subject });
    }
    publish({ topic: 'tags', change: 'updated', subject });
    record({
      command: 'tag.set',
      summary: `Changed the tags ${inWords(changes.map(({ field }) => field.slice('tag:'.length)))} of ${nameOf(subject, customer)}`,
      subjects: [subject],
      changes,
    });
    return granted(await findTags(tx, kind, id));
  });
}

const findState = (reader: CatalogReader, id: string) =>
  reader.selectFrom('customer').select(['name', 'state', 'mergedIntoId']).where('id', '=', id).executeTakeFirst();

const nameOf = (subject: Subject, customer: Pick<Customer, 'name'> | undefined) =>
  customer?.name ?? `${subject.kind} ${subject.id}`;
