import type { Actor, Customer, contract, FieldChange } from '../../../../shared/contract/index.ts';
import { granted, type Kernel, type Result } from '../../kernel/index.ts';
import { changesOf, customerChanges, tagChanges } from '../field-changes.ts';
import { customerSubject, type Input, toColumns } from '../model.ts';
import { findCustomer, reloadCustomer } from '../store.ts';
import { applyMerge, type DroppedTags } from './apply-merge.ts';
import { decideMerge, type MergeDecision } from './decide-merge.ts';
import { findPair, type MergePair } from './find-pair.ts';

/** Everything of the removed customer moves to the kept one; its row stays, as `merged`, and leads there. */
export function mergeCustomers(
  kernel: Kernel,
  actor: Actor,
  input: Input<typeof contract.customers.merge>,
): Promise<Result<Customer>> {
  return kernel.write.run(actor, async (unit) => {
    const already = await findCustomer(unit.tx, input.removeId);
    if (already?.mergedIntoId === input.keepId) return granted(await reloadCustomer(unit.tx, input.keepId));
    const pair = await findPair(unit.tx, input);
    if (!pair.ok) return pair;
    const { keep, remove } = pair.value;
    const decision = decideMerge(keep, remove, input.choices);
    if (!decision.ok) return decision;
    const applied = await applyMerge(unit, pair.value, decision.value);
    if (!applied.ok) return applied;
    const subjects = [customerSubject(keep.id), customerSubject(remove.id)];
    unit.decide({
      kind: 'merge v1',
      outcome: 'chosen',
      summary: `${remove.name} was merged into ${keep.name}`,
      reasons: decision.value.reasons,
      inputs: { keep, remove, choices: input.choices },
      subjects,
    });
    unit.record({
      command: 'customer.merge',
      summary: `Merged ${remove.name} into ${keep.name}`,
      subjects,
      changes: mergeChanges(pair.value, decision.value, applied.value),
    });
    for (const subject of subjects) unit.publish({ topic: 'customers', change: 'updated', subject });
    return granted(await reloadCustomer(unit.tx, keep.id));
  });
}

/** What the kept customer's fields became, what moved by its ids, and whole what was dropped. */
function mergeChanges(
  { keep, remove }: MergePair,
  { columns, tags, moved, doubles, twins }: MergeDecision,
  tagsOf: DroppedTags,
): FieldChange[] {
  const dropped = [
    ...remove.members
      .filter(({ id }) => twins.has(id))
      .map((member) => ({ what: 'member', tags: tagsOf.member(member.id), thing: member })),
    ...remove.sshKeys
      .filter(({ id }) => doubles.sshKeys.includes(id))
      .map((key) => ({ what: 'SSH key', tags: tagsOf.sshKey(key.id), thing: key })),
    ...remove.contacts
      .filter(({ id }) => doubles.contacts.includes(id))
      .map((contact) => ({ what: 'contact', tags: tagsOf.contact(contact.id), thing: contact })),
    ...remove.policies
      .filter(({ id }) => doubles.policies.includes(id))
      .map((policy) => ({ what: 'policy', tags: tagsOf.policy(policy.id), thing: policy })),
  ];
  const movedIds = {
    members: moved.members,
    sshKeys: moved.sshKeys,
    contacts: moved.contacts,
    policies: moved.policies.map(({ id }) => id),
  };
  return [
    ...customerChanges(toColumns(keep), columns),
    ...tagChanges(keep.tags, tags),
    ...Object.entries(movedIds).flatMap(([list, ids]) =>
      ids.length === 0 ? [] : [{ field: `moved ${list}`, before: null, after: ids.join(' ') }],
    ),
    ...dropped.flatMap(({ what, thing, tags: droppedTags }, index) => {
      const prefix = `dropped ${index + 1} (${what}): `;
      return [...changesOf(thing, undefined, prefix), ...changesOf(droppedTags, {}, `${prefix}tag:`)];
    }),
  ];
}
