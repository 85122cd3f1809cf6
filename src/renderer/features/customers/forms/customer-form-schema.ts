import { z } from 'zod';
import { billingDetailsSchema, customerFieldsSchema } from '../../../../shared/contract/index.ts';

const days = 'A whole number of days, from 0 to 180.';

/** The contract's own schema; only what a number field holds while it is empty is said in words here. */
export const customerFormSchema = customerFieldsSchema.extend({
  notes: z.string().max(4000, 'At most 4,000 characters.'),
  billing: billingDetailsSchema.extend({ paymentTermsDays: z.int(days).min(0, days).max(180, days) }),
});
