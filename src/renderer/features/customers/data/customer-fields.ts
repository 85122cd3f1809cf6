import { type Customer, type CustomerFields, customerFieldsSchema } from '../../../../shared/contract/index.ts';

/** The fields that one form edits, by the paths that refusals and history name them with. */
export const fieldPaths = [
  'name',
  'reference',
  'notes',
  'billing.legalName',
  'billing.street',
  'billing.postalCode',
  'billing.city',
  'billing.countryCode',
  'billing.taxId',
  'billing.currency',
  'billing.timeZone',
  'billing.invoiceEmail',
  'billing.paymentTermsDays',
] as const;
export type FieldPath = (typeof fieldPaths)[number];

export const fieldsOf = ({ name, reference, notes, billing }: Customer): CustomerFields => ({
  name,
  reference,
  notes,
  billing,
});

export function fieldAt(fields: CustomerFields, path: FieldPath): string {
  if (path === 'name' || path === 'reference' || path === 'notes') return fields[path];
  return String(fields.billing[path.slice('billing.'.length) as keyof CustomerFields['billing']]);
}

/** A copy with one field taken from elsewhere. */
export function withField(fields: CustomerFields, path: FieldPath, from: CustomerFields): CustomerFields {
  if (path === 'name' || path === 'reference' || path === 'notes') return { ...fields, [path]: from[path] };
  const key = path.slice('billing.'.length) as keyof CustomerFields['billing'];
  return { ...fields, billing: { ...fields.billing, [key]: from.billing[key] } };
}

/** A new customer starts in the zone of this desk; the currency is the provider's most common choice. */
export const newFields = (timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone): CustomerFields => ({
  name: '',
  reference: '',
  notes: '',
  billing: {
    legalName: '',
    street: '',
    postalCode: '',
    city: '',
    countryCode: '',
    taxId: '',
    currency: 'EUR',
    timeZone: timeZone === '' ? 'UTC' : timeZone,
    invoiceEmail: '',
    paymentTermsDays: 30,
  },
});

/** As core would keep it: trimmed. Fields that don't pass yet are compared as they are. */
export function asKept(fields: CustomerFields): CustomerFields {
  const parsed = customerFieldsSchema.safeParse(fields);
  return parsed.success ? parsed.data : fields;
}
