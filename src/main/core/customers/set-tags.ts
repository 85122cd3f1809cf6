import type { Actor, contract, Tags } from '../../../shared/contract/index.ts';
import { granted, type Kernel, type Result } from '../kernel/index.ts';
import { tagChanges } from './field-changes.ts';
import { findTagged } from './find-tagged.ts';
import { customerSubject, type Input } from './model.ts';
import { inWords } from './refusals.ts';
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
    const found = await findTagged(tx, subject);
    if (!found.ok) return found;
    const { name, customerId } = found.value;
    const changes = tagChanges(await findTags(tx, kind, id), tags);
    if (changes.length === 0) return granted(tags);
    await replaceTags(tx, subject, tags);
    if (customerId !== undefined) {
      await tx.updateTable('customer').set({ updatedAtMs: nowMs }).where('id', '=', customerId).execute();
      publish({ topic: 'customers', change: 'updated', subject: customerSubject(customerId) });
    }
    publish({ topic: 'tags', change: 'updated', subject });
    record({
      command: 'tag.set',
      summary: `Changed the tags ${inWords(changes.map(({ field }) => field.slice('tag:'.length)))} of ${name}`,
      subjects: customerId === undefined || kind === 'customer' ? [subject] : [customerSubject(customerId), subject],
      changes,
    });
    return granted(await findTags(tx, kind, id));
  });
}
