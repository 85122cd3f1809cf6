import { csvLine } from '../../../../shared/csv.ts';

/** What the import understands, with one row to replace. Columns may come in any order and most may be left out. */
export const importTemplate = (): string =>
  [
    [
      'Name',
      'Reference',
      'Legal name',
      'Street',
      'Postal code',
      'City',
      'Country',
      'Tax id',
      'Currency',
      'Time zone',
      'Invoice e-mail',
      'Payment terms',
      'Notes',
      'tag:team',
    ],
    [
      'Example Department',
      'EXAMPLE-1',
      'University of Example',
      'Example street 1',
      '0350',
      'Oslo',
      'NO',
      'NO 999 999 999',
      'NOK',
      'Europe/Oslo',
      'accounts@example.org',
      '30',
      'Replace this row',
      'example',
    ],
  ]
    .map(csvLine)
    .join('');
