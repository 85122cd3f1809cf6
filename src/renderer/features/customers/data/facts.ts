import type { Customer } from '../../../../shared/contract/index.ts';
import type { Fact } from '../../../ui/index.ts';
import { countryName } from './countries.ts';
import { momentOf } from './when.ts';
import { counted } from './words.ts';

const none = 'none';

/** What an operator asks first about a customer. */
export const customerFacts = (customer: Customer): Fact[] => [
  { label: 'Reference', value: customer.reference || none },
  { label: 'Currency', value: customer.billing.currency },
  { label: 'Country', value: countryName(customer.billing.countryCode) || none },
  { label: 'Time zone', value: customer.billing.timeZone },
  { label: 'Created', value: momentOf(customer.createdAtMs) },
  { label: 'Changed', value: momentOf(customer.updatedAtMs) },
];

export const billingFacts = ({ billing }: Customer): Fact[] => [
  { label: 'Legal name', value: billing.legalName || none },
  { label: 'Street', value: billing.street || none },
  { label: 'City', value: [billing.postalCode, billing.city].filter(Boolean).join(' ') || none },
  { label: 'Country', value: countryName(billing.countryCode) || none },
  { label: 'Tax id', value: billing.taxId || none },
  { label: 'Currency', value: billing.currency },
  { label: 'Time zone', value: billing.timeZone },
  { label: 'Invoices to', value: billing.invoiceEmail || none },
  {
    label: 'Payment terms',
    value: billing.paymentTermsDays === 0 ? 'at once' : counted(billing.paymentTermsDays, 'day'),
  },
];
