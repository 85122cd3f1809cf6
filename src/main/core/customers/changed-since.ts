import type { Customer, FieldChange } from '../../../shared/contract/index.ts';
import { type CatalogTransaction, refused } from '../kernel/index.ts';
import { inWords, labelOf } from './refusals.ts';

/** The commands that raise a customer's revision by one each; the rest (members, keys, tags …) can't clash with a form. */
const commandsWithRevision = [
  'customer.edit',
  'customer.archive',
  'customer.restore',
  'customer.merge',
  'customer.import',
];
const maximumNamed = 5;

/** Who changed what since the revision that the caller saw, newest first. */
export async function refuseChangedSince(tx: CatalogTransaction, customer: Customer, seenRevision: number) {
  if (customer.revision === seenRevision) return undefined;
  const since = await tx
    .selectFrom('activity')
    .innerJoin('activitySubject', 'activitySubject.sequence', 'activity.sequence')
    .select(['activity.actorName', 'activity.atMs', 'activity.command', 'activity.changes'])
    .where('activitySubject.id', '=', customer.id)
    .where('activitySubject.kind', '=', 'customer')
    .where('activity.command', 'in', commandsWithRevision)
    .orderBy('activity.sequence', 'desc')
    .limit(Math.min(Math.max(customer.revision - seenRevision, 1), maximumNamed))
    .execute();
  return refused({
    code: 'customer.changed-since',
    message: `${customer.name} was changed after you opened it (revision ${seenRevision} then, ${customer.revision} now). Your changes were not saved.`,
    reasons: since.map((entry) => {
      const fields = (JSON.parse(entry.changes) as FieldChange[]).map(({ field }) => labelOf(field));
      return `${entry.actorName} changed ${inWords(fields)} on ${new Date(entry.atMs).toISOString().slice(0, 16).replace('T', ' ')} UTC.`;
    }),
    whatToDo: 'Reload the customer, look at what changed, and make your changes again.',
  });
}
