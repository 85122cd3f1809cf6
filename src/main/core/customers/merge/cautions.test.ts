import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Member, MemberRole, Policy } from '../../../../shared/contract/index.ts';
import { evaluatePolicies } from '../evaluate-policies.ts';
import { exampleFields, mustBeGranted } from '../testing/examples.ts';
import { cautionsOf } from './cautions.ts';
import { decideMerge } from './decide-merge.ts';

const member = (id: string, role: MemberRole, email = `${id}@x.example`): Member => ({
  id,
  name: id,
  email,
  role,
  createdAtMs: 0,
});
const policy = (
  name: string,
  principals: Partial<Policy['principals']>,
  effect: Policy['effect'] = 'allow',
): Policy => ({
  id: name,
  name,
  effect,
  principals: { everyMember: false, roles: [], memberIds: [], ...principals },
  actions: ['instance.*'],
  resources: { kind: 'instance', ids: [], tags: {} },
  createdAtMs: 0,
});
const customer = (name: string, members: Member[], policies: Policy[]) => ({
  ...exampleFields(name),
  id: name,
  state: 'active' as const,
  mergedIntoId: null,
  revision: 1,
  createdAtMs: 0,
  updatedAtMs: 0,
  tags: {},
  members,
  sshKeys: [],
  contacts: [],
  policies,
});
const cautions = (keep: ReturnType<typeof customer>, remove: ReturnType<typeof customer>) => {
  const decision = mustBeGranted(decideMerge(keep, remove, {}));
  for (const line of decision.cautions) expect(decision.reasons).toContain(line);
  return decision.cautions;
};

it('names the policies that would cover the other customer’s members, both ways', () => {
  const keep = customer(
    'North',
    [member('a', 'viewer'), member('b', 'operator')],
    [policy('Watch', { roles: ['viewer'] }), policy('Only a', { memberIds: ['a'] })],
  );
  const remove = customer(
    'South',
    [member('c', 'viewer'), member('d', 'viewer')],
    [policy('Run', { everyMember: true }), policy('Not', { roles: ['operator'] }, 'deny')],
  );
  expect(cautions(keep, remove)).toEqual([
    'The policy Run of South allows instance.* on any instance to every member. It will cover 2 members of North too.',
    'The policy Not of South denies instance.* on any instance to every operator. It will cover 1 member of North too.',
    'The policy Watch of North allows instance.* on any instance to every viewer. It will cover 2 members of South too.',
  ]);
});

it('says that owners come over', () => {
  const keep = customer('North', [], []);
  const remove = customer('South', [member('c', 'owner')], []);
  expect(cautions(keep, remove)).toEqual([
    '1 owner of South will own North too, and an owner may do everything that no policy denies.',
  ]);
});

it('passes over who is in both, unless the role that stays is what brings them in', () => {
  const policies = [policy('Run', { roles: ['operator'] })];
  const twins = (kept: MemberRole, removed: MemberRole) =>
    cautions(
      customer('North', [member('a', kept, 'ida@x.example')], []),
      customer('South', [member('c', removed, 'ida@x.example')], policies),
    );
  expect(twins('operator', 'operator')).toEqual([]);
  expect(twins('viewer', 'operator')).toEqual([]);
  expect(twins('operator', 'viewer')).toHaveLength(1);
});

it('keeps silent only where nobody may do more or less than before', () => {
  const roles = fc.constantFrom<MemberRole>('owner', 'administrator', 'operator', 'viewer');
  const members = (side: string) =>
    fc
      .uniqueArray(fc.tuple(fc.constantFrom('ida', 'ola', 'kari'), roles), { selector: ([name]) => name })
      .map((list) => list.map(([name, role]) => member(`${side}-${name}`, role, `${name}@x.example`)));
  const policies = (side: string) =>
    fc
      .array(fc.tuple(fc.boolean(), fc.uniqueArray(roles), fc.constantFrom<Policy['effect']>('allow', 'deny')), {
        maxLength: 2,
      })
      .map((list) =>
        list.map(([everyMember, its, effect], at) => policy(`${side}${at}`, { everyMember, roles: its }, effect)),
      );
  fc.assert(
    fc.property(members('k'), policies('k'), members('r'), policies('r'), (keepMembers, keepPolicies, gone, moved) => {
      const emails = new Map(keepMembers.map(({ email, id }) => [email, id]));
      const twins = new Map(
        gone.flatMap(({ id, email }) => (emails.has(email) ? [[id, emails.get(email) ?? '']] : [])),
      );
      const coming = gone.filter(({ id }) => !twins.has(id));
      const found = cautionsOf(
        { name: 'K', members: keepMembers, policies: keepPolicies },
        { name: 'R', members: gone },
        { twins, members: coming, policies: moved },
      );
      if (found.length > 0) return;
      const allowed = (one: Member, its: readonly Policy[]) =>
        evaluatePolicies({
          member: one,
          action: 'instance.start',
          resource: { kind: 'instance', id: 'i', tags: {} },
          policies: its,
        }).allowed;
      for (const one of coming) expect(allowed(one, [...keepPolicies, ...moved])).toBe(allowed(one, moved));
      for (const one of keepMembers) {
        const twin = gone.find(({ id }) => twins.get(id) === one.id);
        if (twin === undefined) expect(allowed(one, [...keepPolicies, ...moved])).toBe(allowed(one, keepPolicies));
      }
    }),
    { numRuns: 1000 },
  );
});
