import { expect, it } from 'vitest';
import { codeOf, mustBeGranted } from '../testing/examples.ts';
import { fastestMs } from '../testing/fastest.ts';
import { fieldOf, readHeader } from './columns.ts';

const meaning = (header: string) => {
  const columns = mustBeGranted(readHeader(header === 'Name' ? ['Name'] : ['Name', header]));
  return fieldOf(columns.at(-1)?.meaning ?? { kind: 'ignored' });
};

it.each([
  ['Name', 'name'],
  ['CUSTOMER NUMBER', 'reference'],
  ['Reference', 'reference'],
  ['legalName', 'billing.legalName'],
  ['billing.legalName', 'billing.legalName'],
  ['Legal name', 'billing.legalName'],
  ['ZIP', 'billing.postalCode'],
  ['Post-code', 'billing.postalCode'],
  ['postal_code', 'billing.postalCode'],
  ['Country', 'billing.countryCode'],
  ['VAT', 'billing.taxId'],
  ['Tax ID', 'billing.taxId'],
  ['Currency', 'billing.currency'],
  ['billing.currency', 'billing.currency'],
  ['Time zone', 'billing.timeZone'],
  ['Invoice e-mail', 'billing.invoiceEmail'],
  ['invoiceEmail', 'billing.invoiceEmail'],
  ['Payment terms', 'billing.paymentTermsDays'],
  ['Notes', 'notes'],
  ['tag:cost-center', 'tag:cost-center'],
  ['Tag: Kostnad', 'tag:Kostnad'],
  ['tag:not a key', null],
  ['Shoe size', null],
  ['constructor', null],
  ['', null],
])('reads the header %j as %s', (header, field) => {
  expect(meaning(header)).toBe(field);
});

it('refuses a file without names, and one that says a field twice', () => {
  expect(codeOf(readHeader(['City', 'Country']))).toBe('import.no-name-column');
  expect(readHeader(['Name', 'Zip', 'Postcode'])).toMatchObject({
    ok: false,
    refusal: { code: 'import.column-twice', message: expect.stringContaining('Zip and Postcode') },
  });
});

it('passes over a header that is too long to be one, at once', () => {
  const accents = '\u0345\u0301\u0323'.repeat(5000);
  expect(meaning(accents)).toBe(null);
  expect(fastestMs(() => readHeader(['name', accents]))).toBeLessThan(10);
});
