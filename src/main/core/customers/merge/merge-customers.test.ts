import { expect, it } from 'vitest';
import { type Kernel, listActivity, listDecisions } from '../../kernel/index.ts';
import { temporaryKernel, testActor } from '../../testing/temporary-core.ts';
import { addSshKey } from '../add-ssh-key.ts';
import { archiveCustomer } from '../archive-customer.ts';
import { demoPublicKey } from '../demo/demo-public-key.ts';
import { getCustomer } from '../get-customer.ts';
import { putMember } from '../put-member.ts';
import { putPolicy } from '../put-policy.ts';
import { setTags } from '../set-tags.ts';
import { tagsOf } from '../tags-of.ts';
import { addCustomer, codeOf, makeId, mustBeGranted } from '../testing/examples.ts';
import { mergeCustomers } from './merge-customers.ts';
import { planMerge } from './plan-merge.ts';

/** Two entries of one customer that share a member and a key and have one more of each apart. */
async function twoEntries(kernel: Kernel) {
  const keep = await addCustomer(kernel, 'Nordic Weather', { tags: { tier: 'gold' } });
  const remove = await addCustomer(kernel, 'Nordic Weather AS', {
    reference: 'C-7',
    notes: 'Old entry',
    tags: { tier: 'silver', env: 'test' },
  });
  const ids = { shared: makeId(), twin: makeId(), own: makeId() };
  const member = { role: 'viewer' as const };
  mustBeGranted(
    await putMember(kernel, testActor, {
      ...member,
      customerId: keep.id,
      id: ids.shared,
      name: 'Ida',
      email: 'ida@nordic.example',
    }),
  );
  mustBeGranted(
    await putMember(kernel, testActor, {
      ...member,
      customerId: remove.id,
      id: ids.twin,
      name: 'Ida',
      email: 'Ida@nordic.example',
    }),
  );
  mustBeGranted(
    await putMember(kernel, testActor, {
      ...member,
      customerId: remove.id,
      id: ids.own,
      name: 'Ola',
      email: 'ola@nordic.example',
    }),
  );
  const [sharedKey, ownKey] = [1, 2].map((byte) => demoPublicKey(new Uint8Array(32).fill(byte)));
  const key = (customerId: string, memberId: string | null, publicKey = '') => ({
    id: makeId(),
    customerId,
    memberId,
    name: 'laptop',
    publicKey,
  });
  mustBeGranted(await addSshKey(kernel, testActor, key(keep.id, null, sharedKey)));
  mustBeGranted(await addSshKey(kernel, testActor, key(remove.id, ids.twin, sharedKey)));
  mustBeGranted(await addSshKey(kernel, testActor, key(remove.id, ids.twin, ownKey)));
  mustBeGranted(
    await putPolicy(kernel, testActor, {
      customerId: remove.id,
      id: makeId(),
      name: 'Run',
      effect: 'allow',
      principals: { everyMember: false, roles: [], memberIds: [ids.twin, ids.own] },
      actions: ['instance.*'],
      resources: { kind: 'instance', ids: [], tags: {} },
    }),
  );
  return { keepId: keep.id, removeId: remove.id, ids };
}

it('takes the tags of what it drops along, and keeps them in the history', async () => {
  await using core = temporaryKernel();
  const { kernel } = core;
  const { keepId, removeId, ids } = await twoEntries(kernel);
  const double = mustBeGranted(await getCustomer(kernel, { id: removeId })).sshKeys.find(
    ({ publicKey }) => publicKey === demoPublicKey(new Uint8Array(32).fill(1)),
  );
  const key = { kind: 'ssh-key', id: double?.id ?? '' };
  const twin = { kind: 'member', id: ids.twin };
  mustBeGranted(await setTags(kernel, testActor, { ...key, tags: { kept: 'safe' } }));
  mustBeGranted(await setTags(kernel, testActor, { ...twin, tags: { desk: '4', floor: '2' } }));
  mustBeGranted(await setTags(kernel, testActor, { kind: 'member', id: ids.shared, tags: { desk: '5' } }));
  mustBeGranted(await mergeCustomers(kernel, testActor, { keepId, removeId, choices: {} }));
  expect(await tagsOf(kernel, key)).toEqual({});
  expect(await tagsOf(kernel, twin)).toEqual({});
  expect(await tagsOf(kernel, { kind: 'member', id: ids.shared })).toEqual({ desk: '5', floor: '2' });
  const { entries } = await listActivity(kernel.reader, { subjectKind: 'customer', subjectId: keepId, limit: 1 });
  expect(entries[0]?.changes).toContainEqual({ field: 'dropped 1 (member): tag:desk', before: '4', after: null });
  expect(entries[0]?.changes).toContainEqual({ field: 'dropped 2 (SSH key): tag:kept', before: 'safe', after: null });
});

it('moves everything to the kept customer, once, and leaves a trace on both', async () => {
  await using core = temporaryKernel();
  const { kernel } = core;
  const { keepId, removeId, ids } = await twoEntries(kernel);
  expect(mustBeGranted(await planMerge(kernel, { keepId, removeId }))).toMatchObject({
    keep: { name: 'Nordic Weather', memberCount: 1 },
    remove: { name: 'Nordic Weather AS', memberCount: 2 },
    fields: [
      { field: 'name', choice: 'keep' },
      { field: 'reference', choice: 'take' },
      { field: 'notes', choice: 'take' },
    ],
    moved: { members: 1, sshKeys: 1, contacts: 0, policies: 1, tags: 1 },
    dropped: [
      expect.stringContaining('Ida@nordic.example'),
      expect.stringContaining('SHA256:'),
      expect.stringContaining('tier=silver'),
    ],
  });

  const merged = mustBeGranted(
    await mergeCustomers(kernel, testActor, { keepId, removeId, choices: { name: 'take' } }),
  );
  expect(merged).toMatchObject({
    id: keepId,
    name: 'Nordic Weather AS',
    reference: 'C-7',
    notes: 'Old entry',
    revision: 2,
    tags: { tier: 'gold', env: 'test' },
    members: [{ id: ids.shared }, { id: ids.own }],
    policies: [{ principals: { memberIds: [ids.shared, ids.own] } }],
  });
  expect(merged.sshKeys.map((key) => key.memberId).toSorted()).toEqual([ids.shared, null].toSorted());
  expect(mustBeGranted(await getCustomer(kernel, { id: removeId }))).toMatchObject({
    state: 'merged',
    mergedIntoId: keepId,
    members: [],
    sshKeys: [],
    policies: [],
    tags: {},
  });

  for (const subjectId of [keepId, removeId]) {
    const { entries } = await listActivity(kernel.reader, { subjectKind: 'customer', subjectId, limit: 10 });
    expect(entries[0]).toMatchObject({
      command: 'customer.merge',
      summary: 'Merged Nordic Weather AS into Nordic Weather',
    });
    expect(entries[0]?.changes).toContainEqual({
      field: 'dropped 1 (member): email',
      before: 'Ida@nordic.example',
      after: null,
    });
    const { decisions } = await listDecisions(kernel.reader, { subjectKind: 'customer', subjectId, limit: 10 });
    expect(decisions).toMatchObject([
      {
        kind: 'merge v1',
        outcome: 'chosen',
        inputs: { choices: { name: 'take' }, remove: { name: 'Nordic Weather AS' } },
      },
    ]);
    expect(decisions[0]?.reasons).toContain(
      'The reference of Nordic Weather AS stays. The kept customer has no reference.',
    );
  }
});

it('answers the same request again with what is there, and lets chains lead to the last kept one', async () => {
  await using core = temporaryKernel();
  const { kernel } = core;
  const [first, second, third] = [
    await addCustomer(kernel, 'A'),
    await addCustomer(kernel, 'B'),
    await addCustomer(kernel, 'C'),
  ];
  const merge = (keepId: string, removeId: string) =>
    mergeCustomers(kernel, testActor, { keepId, removeId, choices: {} });
  const once = mustBeGranted(await merge(second.id, first.id));
  expect(mustBeGranted(await merge(second.id, first.id))).toEqual(once);
  mustBeGranted(await merge(third.id, second.id));
  expect(mustBeGranted(await getCustomer(kernel, { id: first.id })).mergedIntoId).toBe(third.id);
  expect((await listDecisions(kernel.reader, { limit: 10 })).decisions).toHaveLength(2);
});

it('refuses what can not be merged, and then changes nothing', async () => {
  await using core = temporaryKernel();
  const { kernel } = core;
  const [keep, remove, other] = [
    await addCustomer(kernel, 'A'),
    await addCustomer(kernel, 'B'),
    await addCustomer(kernel, 'C'),
  ];
  const merge = async (keepId: string, removeId: string, choices = {}) =>
    codeOf(await mergeCustomers(kernel, testActor, { keepId, removeId, choices }));
  expect(await merge(keep.id, keep.id)).toBe('merge.same-customer');
  expect(await merge(makeId(), remove.id)).toBe('customer.unknown');
  expect(await merge(keep.id, makeId())).toBe('customer.unknown');
  await archiveCustomer(kernel, testActor, { id: remove.id });
  expect(await merge(remove.id, keep.id)).toBe('customer.archived');
  // While B was archived another took its name, so that the kept one can't.
  await addCustomer(kernel, 'b');
  expect(await merge(keep.id, remove.id, { name: 'take' })).toBe('customer.name-taken');
  expect(mustBeGranted(await getCustomer(kernel, { id: remove.id })).state).toBe('archived');
  expect(await merge(keep.id, remove.id)).toBe('granted');
  expect(await merge(other.id, remove.id)).toBe('customer.merged');
});
