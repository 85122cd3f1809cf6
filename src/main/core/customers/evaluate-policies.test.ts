import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MemberRole, Policy } from '../../../shared/contract/index.ts';
import { evaluatePolicies, type PolicyQuestion } from './evaluate-policies.ts';

const roles: MemberRole[] = ['owner', 'administrator', 'operator', 'viewer'];
const memberIds = ['m1', 'm2', 'm3'];
const verbs = ['instance.start', 'instance.stop', 'image.run', 'network.remove'];
const tags = fc.dictionary(fc.constantFrom('env', 'tier'), fc.constantFrom('', 'a', 'b'), { noNullPrototype: true });

const policies: fc.Arbitrary<Policy> = fc.record({
  id: fc.uuid(),
  name: fc.constantFrom('One', 'Two', 'Three'),
  effect: fc.constantFrom('allow', 'deny'),
  createdAtMs: fc.constant(0),
  principals: fc.record({
    everyMember: fc.boolean(),
    roles: fc.subarray(roles),
    memberIds: fc.subarray(memberIds),
  }),
  actions: fc.array(fc.constantFrom(...verbs, '*', 'instance.*', 'image.*'), { minLength: 1, maxLength: 3 }),
  resources: fc.record({ kind: fc.constantFrom('*', 'instance', 'image'), ids: fc.subarray(['r1', 'r2']), tags }),
});
const questions: fc.Arbitrary<PolicyQuestion> = fc.record({
  member: fc.record({ id: fc.constantFrom(...memberIds), name: fc.constant('Ida'), role: fc.constantFrom(...roles) }),
  action: fc.constantFrom(...verbs),
  resource: fc.record({
    kind: fc.constantFrom('instance', 'image', 'network'),
    id: fc.constantFrom('r1', 'r2', 'r3'),
    tags,
  }),
  policies: fc.array(policies, { maxLength: 6 }),
});

/** The rules over again, by writing every policy out into all the single statements it makes. */
function allowedByEnumeration({ member, action, resource, policies }: PolicyQuestion): boolean {
  const statements = new Set<string>();
  for (const policy of policies) {
    const people = memberIds.flatMap((id) =>
      roles
        .filter(
          (role) =>
            policy.principals.everyMember ||
            policy.principals.roles.includes(role) ||
            policy.principals.memberIds.includes(id),
        )
        .map((role) => `${id}/${role}`),
    );
    const actions = verbs.filter((verb) =>
      policy.actions.some((one) => one === '*' || one === verb || one === `${verb.split('.')[0]}.*`),
    );
    const kinds = ['instance', 'image', 'network'].filter((kind) => [kind, '*'].includes(policy.resources.kind));
    const ids = policy.resources.ids.length === 0 ? ['r1', 'r2', 'r3'] : policy.resources.ids;
    const isTagged = Object.keys(policy.resources.tags).every(
      (key) => key in resource.tags && ['', resource.tags[key]].includes(policy.resources.tags[key] ?? ''),
    );
    if (!isTagged) continue;
    for (const person of people)
      for (const verb of actions)
        for (const kind of kinds)
          for (const id of ids) statements.add([policy.effect, person, verb, kind, id].join(' '));
  }
  const asked = [`${member.id}/${member.role}`, action, resource.kind, resource.id].join(' ');
  if (statements.has(`deny ${asked}`)) return false;
  return member.role === 'owner' || statements.has(`allow ${asked}`);
}

describe('evaluatePolicies', () => {
  it('allows exactly what all policies written out one by one allow', () => {
    let allowed = 0;
    fc.assert(
      fc.property(questions, (question) => {
        const verdict = evaluatePolicies(question);
        if (verdict.allowed) allowed += 1;
        expect(verdict.allowed).toBe(allowedByEnumeration(question));
        expect(verdict.reasons.length).toBeGreaterThan(0);
      }),
      { numRuns: 3000 },
    );
    // A generator that never reaches one side would prove nothing about it.
    expect(allowed).toBeGreaterThan(300);
    expect(allowed).toBeLessThan(2700);
  });

  it('answers the same in whatever order the policies stand', () => {
    fc.assert(
      fc.property(questions, (question) => {
        const backwards = { ...question, policies: question.policies.toReversed() };
        expect(evaluatePolicies(backwards).allowed).toBe(evaluatePolicies(question).allowed);
      }),
    );
  });

  const policy = (more: Partial<Policy>): Policy => ({
    id: 'p',
    name: 'Run',
    effect: 'allow',
    createdAtMs: 0,
    principals: { everyMember: true, roles: [], memberIds: [] },
    actions: ['instance.*'],
    resources: { kind: 'instance', ids: [], tags: { env: 'test' } },
    ...more,
  });
  const question = (more: Partial<PolicyQuestion>): PolicyQuestion => ({
    member: { id: 'm1', name: 'Ida Berg', role: 'viewer' },
    action: 'instance.start',
    resource: { kind: 'instance', id: 'r1', tags: { env: 'test' } },
    policies: [policy({})],
    ...more,
  });

  it('says in words what decided', () => {
    expect(evaluatePolicies(question({})).reasons).toEqual([
      'Run allows instance.* on any instance tagged env=test to every member.',
    ]);
    expect(evaluatePolicies(question({ resource: { kind: 'instance', id: 'r1', tags: {} } })).reasons).toEqual([
      'No policy allows Ida Berg (viewer) instance.start on this instance.',
      'Run does not fit: the instance lacks the tag env=test.',
    ]);
    expect(
      evaluatePolicies(question({ member: { id: 'm1', name: 'Ida Berg', role: 'owner' }, policies: [] })).allowed,
    ).toBe(true);
  });

  it('does not take a property of every object for a tag', () => {
    const policies = [policy({ resources: { kind: '*', ids: [], tags: { constructor: '' } } })];
    expect(evaluatePolicies(question({ policies })).allowed).toBe(false);
  });
});
