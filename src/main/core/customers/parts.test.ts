/**
 * Members, keys, contacts and policies: four kinds of part with the same rules, checked side by side so that a
 * difference shows.
 */
import { describe, expect, it } from 'vitest';
import type { Customer } from '../../../shared/contract/index.ts';
import { type Kernel, listActivity } from '../kernel/index.ts';
import { temporaryKernel, testActor } from '../testing/temporary-core.ts';
import { demoPublicKey } from './demo/demo-public-key.ts';
import {
  addSshKey,
  archiveCustomer,
  explainPolicy,
  getCustomer,
  putContact,
  putMember,
  putPolicy,
  removeContact,
  removeMember,
  removePolicy,
  removeSshKey,
  setTags,
  tagsOf,
} from './index.ts';
import { addCustomer, codeOf, makeId, mustBeGranted } from './testing/examples.ts';

/** Members, keys, contacts and policies: what a customer is made of beside its own fields. */

const publicKey = (byte: number) => demoPublicKey(new Uint8Array(32).fill(byte));
const ida = { name: 'Ida Berg', email: 'ida@met.example', role: 'operator' as const };
const accounts = { name: 'Accounts', role: 'Invoices', email: 'ap@met.example', phone: '+47 22 33 44 55' };
const rule = {
  name: 'Operators run instances',
  effect: 'allow' as const,
  principals: { everyMember: false, roles: ['operator' as const], memberIds: [] as string[] },
  actions: ['instance.*'],
  resources: { kind: 'instance', ids: [], tags: { env: 'test' } },
};
const latest = async (kernel: Kernel, subjectKind: string, subjectId: string) =>
  (await listActivity(kernel.reader, { subjectKind, subjectId, limit: 1 })).entries[0];
const activityCount = async (kernel: Kernel) =>
  (await kernel.reader.selectFrom('activity').select('sequence').execute()).length;

/** A part of each kind: how it is put, put otherwise, and taken away. */
const parts = {
  member: {
    put: (kernel: Kernel, customerId: string, id: string) => putMember(kernel, testActor, { customerId, id, ...ida }),
    change: (kernel: Kernel, customerId: string, id: string) =>
      putMember(kernel, testActor, { customerId, id, ...ida, role: 'owner' }),
    remove: (kernel: Kernel, customerId: string, id: string) => removeMember(kernel, testActor, { customerId, id }),
    in: (customer: Customer) => customer.members,
  },
  contact: {
    put: (kernel: Kernel, customerId: string, id: string) =>
      putContact(kernel, testActor, { customerId, id, ...accounts }),
    change: (kernel: Kernel, customerId: string, id: string) =>
      putContact(kernel, testActor, { customerId, id, ...accounts, phone: '' }),
    remove: (kernel: Kernel, customerId: string, id: string) => removeContact(kernel, testActor, { customerId, id }),
    in: (customer: Customer) => customer.contacts,
  },
  policy: {
    put: (kernel: Kernel, customerId: string, id: string) => putPolicy(kernel, testActor, { customerId, id, ...rule }),
    change: (kernel: Kernel, customerId: string, id: string) =>
      putPolicy(kernel, testActor, { customerId, id, ...rule, effect: 'deny' }),
    remove: (kernel: Kernel, customerId: string, id: string) => removePolicy(kernel, testActor, { customerId, id }),
    in: (customer: Customer) => customer.policies,
  },
  'ssh-key': {
    put: (kernel: Kernel, customerId: string, id: string) =>
      addSshKey(kernel, testActor, { customerId, id, memberId: null, name: 'laptop', publicKey: publicKey(1) }),
    change: undefined,
    remove: (kernel: Kernel, customerId: string, id: string) => removeSshKey(kernel, testActor, { customerId, id }),
    in: (customer: Customer) => customer.sshKeys,
  },
};

describe.each(Object.entries(parts))('a %s', (kind, part) => {
  it('is put, changed and removed, each once however often it is asked, and each in the history', async () => {
    await using core = temporaryKernel();
    const { kernel } = core;
    const { id: customerId } = await addCustomer(kernel);
    const id = makeId();
    for (const step of [part.put, part.change, part.remove]) {
      if (step === undefined) continue;
      const before = await activityCount(kernel);
      const changed = mustBeGranted(await step(kernel, customerId, id));
      expect(mustBeGranted(await step(kernel, customerId, id))).toEqual(changed);
      expect(await activityCount(kernel)).toBe(before + 1);
      expect(part.in(changed)).toHaveLength(step === part.remove ? 0 : 1);
      expect(changed.revision).toBe(1);
    }
    const removal = await latest(kernel, kind, id);
    expect(removal?.command).toBe(`${kind}.remove`);
    expect(removal?.subjects).toContainEqual({ kind: 'customer', id: customerId });
    // All of it, so that it can be put back.
    expect(removal?.changes).toContainEqual({ field: 'id', before: id, after: null });
    expect(removal?.changes.length).toBeGreaterThanOrEqual(5);
  });

  it('takes its tags along when it is removed, and keeps them in the history', async () => {
    await using core = temporaryKernel();
    const { kernel } = core;
    const { id: customerId } = await addCustomer(kernel);
    const [id, otherId] = [makeId(), makeId()];
    mustBeGranted(await part.put(kernel, customerId, id));
    mustBeGranted(await setTags(kernel, testActor, { kind, id, tags: { desk: '4', constructor: '' } }));
    mustBeGranted(await setTags(kernel, testActor, { kind: 'host', id: otherId, tags: { desk: '5' } }));
    mustBeGranted(await part.remove(kernel, customerId, id));
    expect(await tagsOf(kernel, { kind, id })).toEqual({});
    expect(await tagsOf(kernel, { kind: 'host', id: otherId })).toEqual({ desk: '5' });
    const removal = await latest(kernel, kind, id);
    expect(removal?.changes).toContainEqual({ field: 'tag:desk', before: '4', after: null });
    expect(removal?.changes).toContainEqual({ field: 'tag:constructor', before: '', after: null });
  });

  it('is refused where it can not be', async () => {
    await using core = temporaryKernel();
    const { kernel } = core;
    const { id: customerId } = await addCustomer(kernel, 'A');
    const { id: otherId } = await addCustomer(kernel, 'B');
    const id = makeId();
    expect(codeOf(await part.put(kernel, makeId(), id))).toBe('customer.unknown');
    mustBeGranted(await part.put(kernel, otherId, id));
    expect(codeOf(await part.put(kernel, customerId, id))).toBe(`${kind}.id-taken`);
    mustBeGranted(await part.remove(kernel, customerId, id));
    expect(part.in(mustBeGranted(await getCustomer(kernel, { id: otherId })))).toHaveLength(1);
    mustBeGranted(await archiveCustomer(kernel, testActor, { id: otherId }));
    expect(codeOf(await part.put(kernel, otherId, makeId()))).toBe('customer.archived');
    expect(codeOf(await part.remove(kernel, otherId, id))).toBe('customer.archived');
  });
});

it('keeps a member’s address unique within a customer, not between customers', async () => {
  await using core = temporaryKernel();
  const { id: customerId } = await addCustomer(core.kernel, 'A');
  const { id: otherId } = await addCustomer(core.kernel, 'B');
  mustBeGranted(await putMember(core.kernel, testActor, { customerId, id: makeId(), ...ida }));
  const again = await putMember(core.kernel, testActor, { customerId, id: makeId(), ...ida, email: 'IDA@met.example' });
  expect(again).toMatchObject({
    ok: false,
    refusal: { code: 'member.email-taken', fields: { email: 'This address belongs to Ida Berg.' } },
  });
  expect(codeOf(await putMember(core.kernel, testActor, { customerId: otherId, id: makeId(), ...ida }))).toBe(
    'granted',
  );
});

it('removes with a member their keys and their name in policies, and keeps all of it in the history', async () => {
  await using core = temporaryKernel();
  const { kernel } = core;
  const { id: customerId } = await addCustomer(kernel);
  const [memberId, keyId, policyId] = [makeId(), makeId(), makeId()];
  mustBeGranted(await putMember(kernel, testActor, { customerId, id: memberId, ...ida }));
  mustBeGranted(
    await addSshKey(kernel, testActor, {
      customerId,
      id: keyId,
      memberId,
      name: '',
      publicKey: `${publicKey(1)} ida@desk`,
    }),
  );
  mustBeGranted(
    await putPolicy(kernel, testActor, {
      customerId,
      id: policyId,
      ...rule,
      principals: { ...rule.principals, memberIds: [memberId] },
    }),
  );
  mustBeGranted(await setTags(kernel, testActor, { kind: 'member', id: memberId, tags: { desk: '4' } }));
  mustBeGranted(await setTags(kernel, testActor, { kind: 'ssh-key', id: keyId, tags: { kept: 'safe' } }));
  const customer = mustBeGranted(await removeMember(kernel, testActor, { customerId, id: memberId }));
  expect(customer).toMatchObject({ members: [], sshKeys: [], policies: [{ principals: { memberIds: [] } }] });
  const removal = await latest(kernel, 'member', memberId);
  expect(removal?.summary).toBe('Removed Ida Berg from Met Institute, with 1 SSH key');
  expect(removal?.changes).toContainEqual({ field: 'sshKeys.0.publicKey', before: publicKey(1), after: null });
  expect(removal?.changes).toContainEqual({ field: 'sshKeys.0.name', before: 'ida@desk', after: null });
  expect(removal?.changes).toContainEqual({ field: 'tag:desk', before: '4', after: null });
  expect(removal?.changes).toContainEqual({ field: 'sshKeys.0.tag:kept', before: 'safe', after: null });
  expect(await tagsOf(kernel, { kind: 'ssh-key', id: keyId })).toEqual({});
  expect(
    removal?.changes.find(({ field }) => field === 'policy Operators run instances: principals')?.before,
  ).toContain(memberId);
  expect(await latest(kernel, 'ssh-key', keyId)).toEqual(removal);
});

it('refuses a key twice, one of a stranger, and one that differs under the same id', async () => {
  await using core = temporaryKernel();
  const { kernel } = core;
  const { id: customerId } = await addCustomer(kernel);
  const key = { customerId, id: makeId(), memberId: null, name: 'laptop', publicKey: publicKey(1) };
  mustBeGranted(await addSshKey(kernel, testActor, key));
  expect(codeOf(await addSshKey(kernel, testActor, { ...key, id: makeId() }))).toBe('ssh-key.duplicate');
  expect(
    codeOf(await addSshKey(kernel, testActor, { ...key, id: makeId(), publicKey: publicKey(2), memberId: makeId() })),
  ).toBe('member.unknown');
  expect(await addSshKey(kernel, testActor, { ...key, name: 'desk' })).toMatchObject({
    ok: false,
    refusal: { code: 'ssh-key.id-taken', message: expect.stringContaining('differs in name') },
  });
  expect(await addSshKey(kernel, testActor, { ...key, id: makeId(), publicKey: 'ssh-dss AAAA' })).toMatchObject({
    ok: false,
    refusal: { code: 'ssh-key.not-accepted', fields: { publicKey: expect.stringContaining('DSA') } },
  });
});

it('explains what a member may do, by the tags that the resource has', async () => {
  await using core = temporaryKernel();
  const { kernel } = core;
  const { id: customerId } = await addCustomer(kernel);
  const memberId = makeId();
  mustBeGranted(await putMember(kernel, testActor, { customerId, id: memberId, ...ida }));
  mustBeGranted(await putPolicy(kernel, testActor, { customerId, id: makeId(), ...rule }));
  const ask = { customerId, memberId, action: 'instance.start', resourceKind: 'instance', resourceId: 'vm-1' };
  expect(mustBeGranted(await explainPolicy(kernel, ask)).allowed).toBe(false);
  mustBeGranted(await setTags(kernel, testActor, { kind: 'instance', id: 'vm-1', tags: { env: 'test' } }));
  expect(mustBeGranted(await explainPolicy(kernel, ask))).toEqual({
    allowed: true,
    reasons: ['Operators run instances allows instance.* on any instance tagged env=test to every operator.'],
  });
  expect(codeOf(await explainPolicy(kernel, { ...ask, memberId: makeId() }))).toBe('member.unknown');
  mustBeGranted(await archiveCustomer(kernel, testActor, { id: customerId }));
  expect(mustBeGranted(await explainPolicy(kernel, ask)).allowed).toBe(false);
});

it('refuses a policy that names a stranger', async () => {
  await using core = temporaryKernel();
  const { id: customerId } = await addCustomer(core.kernel);
  const principals = { ...rule.principals, memberIds: [makeId()] };
  expect(codeOf(await putPolicy(core.kernel, testActor, { customerId, id: makeId(), ...rule, principals }))).toBe(
    'policy.unknown-member',
  );
});
