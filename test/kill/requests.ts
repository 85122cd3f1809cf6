import type { CustomerFields } from '../../src/shared/contract/index.ts';
import { uuidFrom } from '../../src/shared/uuid.ts';

/** The same request for the same number, in every run. */
export const idOf = (number: number): string =>
  uuidFrom(
    1_700_000_000_000 + number,
    Uint8Array.from({ length: 10 }, (_, index) => (number >> (index * 3)) & 0xff),
  );

export const customerOf = (number: number): CustomerFields => ({
  name: `Customer ${number}`,
  reference: `C-${number}`,
  notes: '',
  billing: {
    legalName: `Customer ${number} AS`,
    street: 'Storgata 1',
    postalCode: '0155',
    city: 'Oslo',
    countryCode: 'NO',
    taxId: '',
    currency: 'EUR',
    timeZone: 'Europe/Oslo',
    invoiceEmail: '',
    paymentTermsDays: 30,
  },
});
