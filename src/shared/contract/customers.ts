/**
 * Customers, their members, SSH keys, contacts and access policies. Longer than most contracts, because it is read as
 * one page: what a customer is, then what can be done with it.
 */
import { z } from 'zod';
import { subjectSchema } from '../subject.ts';
import {
  api,
  boundedRecord,
  idSchema,
  limitSchema,
  lineSchema,
  nameSchema,
  offsetSchema,
  timeMsSchema,
} from './base.ts';
import { tagsSchema } from './tags.ts';

export const emailSchema = z.email('Write it like name@example.org.').max(254);
export const customerStateSchema = z.enum(['active', 'archived', 'merged']);
export type CustomerState = z.infer<typeof customerStateSchema>;

const emptyOr = <Schema extends z.ZodType<string>>(schema: Schema) => z.union([z.literal(''), schema]);

const daysText = 'A whole number of days, from 0 to 180.';
/** Those of ISO 4217 that money can be in: codes with an X first are metals, funds and "no currency", but for a few. */
const currencies: ReadonlySet<string> = new Set(
  Intl.supportedValuesOf('currency').filter(
    (code) => !code.startsWith('X') || ['XAF', 'XCD', 'XOF', 'XPF'].includes(code),
  ),
);

export const billingDetailsSchema = z.object({
  legalName: lineSchema(200),
  street: lineSchema(200),
  postalCode: lineSchema(20),
  city: lineSchema(120),
  countryCode: emptyOr(z.string().regex(/^[A-Z]{2}$/, 'Two capital letters, such as NO.')),
  taxId: lineSchema(40),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'Three capital letters, such as EUR.')
    .refine((code) => currencies.has(code), 'Not a currency. Write it like EUR.'),
  timeZone: z.string().refine(isTimeZone, 'Not a time zone. Write it like Europe/Oslo.'),
  invoiceEmail: emptyOr(emailSchema),
  paymentTermsDays: z.int(daysText).min(0, daysText).max(180, daysText),
});
export type BillingDetails = z.infer<typeof billingDetailsSchema>;

export const customerFieldsSchema = z.object({
  name: nameSchema(),
  /** The operator's own customer number; unique where given. */
  reference: lineSchema(60),
  notes: z
    .string()
    .max(4000)
    .regex(/^\P{Cs}*$/u, 'Holds half of a character.'),
  billing: billingDetailsSchema,
});
export type CustomerFields = z.infer<typeof customerFieldsSchema>;

export const customerSummarySchema = z.object({
  id: idSchema,
  name: z.string(),
  reference: z.string(),
  state: customerStateSchema,
  currency: z.string(),
  countryCode: z.string(),
  memberCount: z.int(),
  tags: z.record(z.string(), z.string()),
  createdAtMs: timeMsSchema,
  updatedAtMs: timeMsSchema,
});
export type CustomerSummary = z.infer<typeof customerSummarySchema>;

export const memberRoleSchema = z.enum(['owner', 'administrator', 'operator', 'viewer']);
export type MemberRole = z.infer<typeof memberRoleSchema>;
export const memberFieldsSchema = z.object({ name: nameSchema(), email: emailSchema, role: memberRoleSchema });
export type MemberFields = z.infer<typeof memberFieldsSchema>;
export const memberSchema = memberFieldsSchema.extend({ id: idSchema, createdAtMs: timeMsSchema });
export type Member = z.infer<typeof memberSchema>;

export const sshKeySchema = z.object({
  id: idSchema,
  name: z.string(),
  memberId: idSchema.nullable(),
  algorithm: z.string(),
  bits: z.int(),
  fingerprint: z.string(),
  publicKey: z.string(),
  createdAtMs: timeMsSchema,
});
export type SshKey = z.infer<typeof sshKeySchema>;

export const contactFieldsSchema = z.object({
  name: nameSchema(),
  role: lineSchema(80),
  email: emptyOr(emailSchema),
  phone: emptyOr(z.string().regex(/^\+?[0-9 ()./-]{4,30}$/, 'Digits, spaces and + ( ) . / - only.')),
});
export type ContactFields = z.infer<typeof contactFieldsSchema>;
export const contactSchema = contactFieldsSchema.extend({ id: idSchema });
export type Contact = z.infer<typeof contactSchema>;

/** `instance.start`, every verb of a kind as `instance.*`, or everything as `*`. */
export const policyActionSchema = z
  .string()
  .regex(/^(\*|[a-z]+(-[a-z]+)*\.(\*|[a-z]+(-[a-z]+)*))$/, 'Write it like instance.start, instance.* or *.');
export const policyFieldsSchema = z.object({
  name: nameSchema(),
  effect: z.enum(['allow', 'deny']),
  principals: z.object({
    everyMember: z.boolean(),
    roles: z.array(memberRoleSchema).max(4),
    memberIds: z.array(idSchema).max(500),
  }),
  actions: z.array(policyActionSchema).min(1, 'Name at least one action.').max(50),
  resources: z.object({
    /** A kind such as `instance`, or `*` for every kind. */
    kind: z.string().regex(/^(\*|[a-z]+(-[a-z]+)*)$/, 'A kind such as instance, or *.'),
    /** Empty: any id. */
    ids: z.array(z.string().min(1).max(64)).max(500),
    /** All of these must be on the resource. An empty value means the key alone matters. */
    tags: tagsSchema,
  }),
});
export type PolicyFields = z.infer<typeof policyFieldsSchema>;
export const policySchema = policyFieldsSchema.extend({ id: idSchema, createdAtMs: timeMsSchema });
export type Policy = z.infer<typeof policySchema>;

export const customerSchema = customerFieldsSchema.extend({
  id: idSchema,
  state: customerStateSchema,
  mergedIntoId: idSchema.nullable(),
  revision: z.int(),
  createdAtMs: timeMsSchema,
  updatedAtMs: timeMsSchema,
  tags: z.record(z.string(), z.string()),
  members: z.array(memberSchema),
  sshKeys: z.array(sshKeySchema),
  contacts: z.array(contactSchema),
  policies: z.array(policySchema),
});
export type Customer = z.infer<typeof customerSchema>;

export const customerSortSchema = z.enum([
  'name',
  'reference',
  'state',
  'currency',
  'countryCode',
  'createdAtMs',
  'updatedAtMs',
]);
export const customerListInputSchema = z.object({
  text: z.string().max(200).optional(),
  state: z.enum(['active', 'archived', 'merged', 'any']).default('active'),
  currency: z.string().max(3).optional(),
  countryCode: z.string().max(2).optional(),
  /** `key` or `key=value`. */
  tag: z.string().max(330).optional(),
  sortBy: customerSortSchema.default('name'),
  sortDirection: z.enum(['ascending', 'descending']).default('ascending'),
  offset: offsetSchema,
  limit: limitSchema(1000, 100),
});
export type CustomerListInput = z.input<typeof customerListInputSchema>;

export const mergeFieldChoiceSchema = z.enum(['keep', 'take']);
export const mergePlanSchema = z.object({
  keep: customerSummarySchema,
  remove: customerSummarySchema,
  /** Where the two differ: both values and which one stays, with the reason. */
  fields: z.array(
    z.object({
      field: z.string(),
      keepValue: z.string(),
      removeValue: z.string(),
      choice: mergeFieldChoiceSchema,
      reason: z.string(),
    }),
  ),
  moved: z.object({ members: z.int(), sshKeys: z.int(), contacts: z.int(), policies: z.int(), tags: z.int() }),
  /** Members, keys and tags that both have, so that only one stays. */
  dropped: z.array(z.string()),
  /** Whose access changes by the merge alone, in sentences. */
  cautions: z.array(z.string()),
});
export type MergePlan = z.infer<typeof mergePlanSchema>;

export const maximumDuplicates = 100;
export const duplicatePairSchema = z.object({
  first: customerSummarySchema,
  second: customerSummarySchema,
  /** 0 to 1. */
  likeness: z.number(),
  reasons: z.array(z.string()),
});
export type DuplicatePair = z.infer<typeof duplicatePairSchema>;

export const importRowSchema = z.object({
  /** The line of the file it starts on; the header is line 1. */
  line: z.int(),
  action: z.enum(['create', 'update', 'unchanged', 'refused']),
  name: z.string(),
  customerId: idSchema.nullable(),
  changes: z.array(z.string()),
  errors: z.array(z.object({ column: z.string(), message: z.string() })),
});
export type ImportRow = z.infer<typeof importRowSchema>;
export const importPreviewSchema = z.object({
  columns: z.array(z.object({ header: z.string(), field: z.string().nullable() })),
  counts: z.object({ create: z.int(), update: z.int(), unchanged: z.int(), refused: z.int() }),
  /** The first rows, and the first refused ones; bounded. */
  rows: z.array(importRowSchema),
  truncated: z.boolean(),
});
export type ImportPreview = z.infer<typeof importPreviewSchema>;
export const maximumImportBytes = 8 * 1024 * 1024;
const importFileSchema = z.object({
  csv: z.string().max(maximumImportBytes, 'The file is over 8 MiB. Split it.'),
  updateExisting: z.boolean().default(false),
});

const id = z.object({ id: idSchema });
const revision = z.object({ revision: z.int().min(1) });
const one = { tags: ['customers'] };

export const customers = {
  list: api
    .route({ method: 'GET', path: '/customers', summary: 'Customers, a window of a sorted and filtered list', ...one })
    .input(customerListInputSchema)
    .output(z.object({ rows: z.array(customerSummarySchema), total: z.int() })),
  get: api
    .route({ method: 'GET', path: '/customers/{id}', summary: 'One customer, whole', ...one })
    .input(id)
    .output(customerSchema),
  create: api
    .route({ method: 'POST', path: '/customers', summary: 'Create a customer', successStatus: 201, ...one })
    .input(customerFieldsSchema.extend({ id: idSchema, tags: tagsSchema.default({}) }))
    .output(customerSchema),
  edit: api
    .route({
      method: 'PUT',
      path: '/customers/{id}',
      summary: 'Change a customer; refused if somebody else did since',
      ...one,
    })
    .input(customerFieldsSchema.extend({ id: idSchema }).extend(revision.shape))
    .output(customerSchema),
  archive: api
    .route({ method: 'POST', path: '/customers/{id}/archive', summary: 'Archive: kept, but out of the way', ...one })
    .input(id)
    .output(customerSchema),
  restore: api
    .route({ method: 'POST', path: '/customers/{id}/restore', summary: 'Bring an archived customer back', ...one })
    .input(id)
    .output(customerSchema),
  duplicates: api
    .route({ method: 'GET', path: '/customers/duplicates', summary: 'Pairs that look like one customer', ...one })
    .input(z.object({ limit: limitSchema(maximumDuplicates, 50) }))
    .output(z.array(duplicatePairSchema)),
  mergePlan: api
    .route({
      method: 'GET',
      path: '/customers/{keepId}/merge-plan/{removeId}',
      summary: 'What a merge would do',
      ...one,
    })
    .input(z.object({ keepId: idSchema, removeId: idSchema }))
    .output(mergePlanSchema),
  merge: api
    .route({
      method: 'POST',
      path: '/customers/{keepId}/merge',
      summary: 'Merge a duplicate into this customer',
      ...one,
    })
    .input(
      z.object({
        keepId: idSchema,
        removeId: idSchema,
        /** Field name to whose value stays; fields not named follow the plan. */
        choices: boundedRecord(z.string().max(64), mergeFieldChoiceSchema, 64).default({}),
      }),
    )
    .output(customerSchema),
  importPreview: api
    .route({
      method: 'POST',
      path: '/customers/import/preview',
      summary: 'What a CSV file would do, row by row',
      ...one,
    })
    .input(importFileSchema)
    .output(importPreviewSchema),
  import: api
    .route({ method: 'POST', path: '/customers/import', summary: 'Import a CSV file as a job', ...one })
    .input(importFileSchema.extend({ id: idSchema }))
    .output(z.object({ jobId: idSchema })),
  members: {
    put: api
      .route({ method: 'PUT', path: '/customers/{customerId}/members/{id}', summary: 'Add or change a member', ...one })
      .input(memberFieldsSchema.extend({ id: idSchema, customerId: idSchema }))
      .output(customerSchema),
    remove: api
      .route({ method: 'DELETE', path: '/customers/{customerId}/members/{id}', summary: 'Remove a member', ...one })
      .input(z.object({ id: idSchema, customerId: idSchema }))
      .output(customerSchema),
  },
  sshKeys: {
    add: api
      .route({ method: 'PUT', path: '/customers/{customerId}/ssh-keys/{id}', summary: 'Add an SSH public key', ...one })
      .input(
        z.object({
          id: idSchema,
          customerId: idSchema,
          memberId: idSchema.nullable().default(null),
          name: lineSchema(120).default(''),
          publicKey: z.string().max(16_384),
        }),
      )
      .output(customerSchema),
    remove: api
      .route({ method: 'DELETE', path: '/customers/{customerId}/ssh-keys/{id}', summary: 'Remove an SSH key', ...one })
      .input(z.object({ id: idSchema, customerId: idSchema }))
      .output(customerSchema),
  },
  contacts: {
    put: api
      .route({
        method: 'PUT',
        path: '/customers/{customerId}/contacts/{id}',
        summary: 'Add or change a contact',
        ...one,
      })
      .input(contactFieldsSchema.extend({ id: idSchema, customerId: idSchema }))
      .output(customerSchema),
    remove: api
      .route({ method: 'DELETE', path: '/customers/{customerId}/contacts/{id}', summary: 'Remove a contact', ...one })
      .input(z.object({ id: idSchema, customerId: idSchema }))
      .output(customerSchema),
  },
  policies: {
    put: api
      .route({
        method: 'PUT',
        path: '/customers/{customerId}/policies/{id}',
        summary: 'Add or change an access policy',
        ...one,
      })
      .input(policyFieldsSchema.extend({ id: idSchema, customerId: idSchema }))
      .output(customerSchema),
    remove: api
      .route({
        method: 'DELETE',
        path: '/customers/{customerId}/policies/{id}',
        summary: 'Remove an access policy',
        ...one,
      })
      .input(z.object({ id: idSchema, customerId: idSchema }))
      .output(customerSchema),
    explain: api
      .route({
        method: 'GET',
        path: '/customers/{customerId}/policies/explain',
        summary: 'May this member do that, and why',
        ...one,
      })
      .input(
        z.object({
          customerId: idSchema,
          memberId: idSchema,
          action: z.string().regex(/^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$/, 'Write it like instance.start.'),
          resourceKind: subjectSchema.shape.kind,
          resourceId: subjectSchema.shape.id,
        }),
      )
      .output(z.object({ allowed: z.boolean(), reasons: z.array(z.string()) })),
  },
};

/** To ask the runtime takes a tenth of a millisecond, and few names are asked for many times. */
const timeZonesKnown = new Map<string, boolean>();
const maximumTimeZonesKnown = 1000;
const longestTimeZoneChars = 64;

function isTimeZone(name: string): boolean {
  if (name === '' || name.length > longestTimeZoneChars) return false;
  let known = timeZonesKnown.get(name);
  if (known === undefined) {
    known = hasRuntimeTimeZone(name);
    if (timeZonesKnown.size >= maximumTimeZonesKnown) timeZonesKnown.clear();
    timeZonesKnown.set(name, known);
  }
  return known;
}

function hasRuntimeTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
