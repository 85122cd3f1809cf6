import { describe, expect, test } from 'vitest';
import { customerListInputSchema } from '../../../../shared/contract/index.ts';
import { emptyQuery } from '../../../ui/table/types.ts';
import { firstQuery, toListInput } from './list-query.ts';

describe('toListInput', () => {
  test('the table opens on active customers by name', () => {
    expect(toListInput(firstQuery)).toEqual({ state: 'active', sortBy: 'name', sortDirection: 'ascending' });
  });

  test('without the filter of states, all of them', () => {
    expect(toListInput(emptyQuery)).toEqual({ state: 'any' });
  });

  test('each filter in its own words', () => {
    const filters = { state: 'Archived', currency: ' nok ', countryCode: 'norw', tags: 'team=physics' };
    expect(toListInput({ ...emptyQuery, quick: '  tindra ', filters })).toEqual({
      state: 'archived',
      text: 'tindra',
      currency: 'NOK',
      countryCode: 'NO',
      tag: 'team=physics',
    });
  });

  test('half a currency and no country match nothing, not everything', () => {
    const asked = toListInput({ ...emptyQuery, filters: { currency: 'EU', countryCode: 'Atlantis' } });
    expect(asked).toMatchObject({ currency: '---', countryCode: '--' });
  });

  test('whatever is typed is within what the contract takes', () => {
    const long = 'x'.repeat(1000);
    const filters = { currency: long, countryCode: long, tags: long };
    expect(customerListInputSchema.safeParse(toListInput({ ...emptyQuery, quick: long, filters })).success).toBe(true);
  });

  test('a column that core can not sort by is not sent', () => {
    expect(toListInput({ ...emptyQuery, sort: { columnId: 'tags', direction: 'descending' } })).toEqual({
      state: 'any',
    });
  });
});
