import { expect, test } from 'vitest';
import { emptyPolicy, policyErrors, toPolicyFields, toPolicyForm } from './policy-form.ts';

const form = { ...emptyPolicy, name: 'Start', roles: ['viewer' as const], actions: ['instance.start'] };

test('a policy comes back from the form as it went in', () => {
  const fields = toPolicyFields({ ...form, ids: ['i-1'], tags: [{ key: 'team', value: 'physics' }] });
  expect(toPolicyFields(toPolicyForm({ ...fields, id: 'p', createdAtMs: 0 }))).toEqual(fields);
});

test('for every member leaves no roles and names behind', () => {
  expect(toPolicyFields({ ...form, everyMember: true, memberIds: ['m'] }).principals).toEqual({
    everyMember: true,
    roles: [],
    memberIds: [],
  });
});

test('each mistake is said at its field', () => {
  expect(policyErrors(form)).toEqual({});
  expect(policyErrors(emptyPolicy)).toEqual({
    name: 'A name is needed.',
    actions: 'Name at least one action.',
    memberIds: 'Choose who it is for: every member, roles, or members by name.',
  });
  expect(policyErrors({ ...form, actions: ['instance.start', 'Start it'], kind: 'Any thing' })).toEqual({
    actions: 'Start it: Write it like instance.start, instance.* or *.',
    kind: 'A kind such as instance, or *.',
  });
});
