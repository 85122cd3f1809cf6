import { schemaResolver } from '@mantine/form';
import { expect, test } from 'vitest';
import { newFields } from '../data/customer-fields.ts';
import { customerFormSchema } from './customer-form-schema.ts';

const validate = schemaResolver(customerFormSchema, { sync: true });
const good = { ...newFields('Europe/Oslo'), name: 'Tindra Labs' };

test('a name is all that a new customer needs', () => expect(validate(good)).toEqual({}));

test('each field says by itself what is wrong with it, in words', () => {
  const billing = {
    ...good.billing,
    countryCode: 'Norway',
    invoiceEmail: 'nobody',
    timeZone: 'Oslo',
    paymentTermsDays: '',
  };
  expect(validate({ ...good, name: '  ', billing } as unknown as typeof good)).toEqual({
    name: 'A name is needed.',
    'billing.countryCode': 'Two capital letters, such as NO.',
    'billing.invoiceEmail': 'Write it like name@example.org.',
    'billing.timeZone': 'Not a time zone. Write it like Europe/Oslo.',
    'billing.paymentTermsDays': 'A whole number of days, from 0 to 180.',
  });
});
