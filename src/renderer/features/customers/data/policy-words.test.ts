import { expect, test } from 'vitest';
import { principalsInWords, resourcesInWords } from './policy-words.ts';

const anna = { id: 'a', name: 'Anna Lie', email: 'anna@example.org', role: 'viewer' as const, createdAtMs: 0 };
const nobody = { everyMember: false, roles: [], memberIds: [] };

test('who', () => {
  expect(principalsInWords({ ...nobody, everyMember: true, memberIds: ['a'] }, [anna])).toBe('Every member');
  expect(principalsInWords({ ...nobody, roles: ['viewer'], memberIds: ['a'] }, [anna])).toBe('Every viewer, Anna Lie');
  expect(principalsInWords({ ...nobody, memberIds: ['gone'] }, [anna])).toBe('A former member');
  expect(principalsInWords({ ...nobody, memberIds: ['a', 'b', 'c'] }, [anna])).toBe('3 members');
  expect(principalsInWords(nobody, [anna])).toBe('Nobody');
});

test('on what', () => {
  expect(resourcesInWords({ kind: '*', ids: [], tags: {} })).toBe('Any resource');
  expect(resourcesInWords({ kind: 'instance', ids: ['i-1'], tags: {} })).toBe('Instance i-1');
  expect(resourcesInWords({ kind: 'instance', ids: ['i-1', 'i-2'], tags: {} })).toBe('2 instances');
  expect(resourcesInWords({ kind: 'instance', ids: [], tags: { team: 'physics', lab: '' } })).toBe(
    'Any instance tagged lab and team=physics',
  );
});
