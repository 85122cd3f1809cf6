import { describe, expect, test } from 'vitest';
import { newFields, withField } from './customer-fields.ts';
import { changedPaths, conflictsOf, rebase } from './rebase.ts';

const opened = { ...newFields('Europe/Oslo'), name: 'Tindra Labs', reference: 'C-1' };
const now = { ...opened, reference: 'C-2', billing: { ...opened.billing, city: 'Bergen' } };

describe('somebody else changed the customer while a form was open', () => {
  test('what they changed, and where both did', () => {
    const form = { ...opened, reference: 'C-9', notes: 'call first' };
    expect(conflictsOf(opened, form, now)).toEqual([
      { path: 'reference', before: 'C-1', theirs: 'C-2', mine: 'C-9' },
      { path: 'billing.city', before: '', theirs: 'Bergen', mine: undefined },
    ]);
  });

  test('the same change by both is no clash', () => {
    const form = { ...opened, reference: ' C-2 ' };
    expect(conflictsOf(opened, form, now)[0]).toMatchObject({ path: 'reference', mine: undefined });
  });

  test('own changes go on top of theirs, and the rest is theirs', () => {
    const form = { ...opened, reference: 'C-9', notes: 'call first' };
    expect(rebase(opened, form, now)).toEqual({ ...now, reference: 'C-9', notes: 'call first' });
    expect(changedPaths(opened, form)).toEqual(['reference', 'notes']);
  });

  test('a form that changed nothing is simply theirs', () => {
    expect(rebase(opened, opened, now)).toEqual(now);
  });
});

test('withField leaves the others alone', () => {
  expect(withField(opened, 'billing.city', now)).toEqual({ ...opened, billing: { ...opened.billing, city: 'Bergen' } });
});
