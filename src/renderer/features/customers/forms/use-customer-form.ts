import { schemaResolver, useForm } from '@mantine/form';
import type { CustomerFields } from '../../../../shared/contract/index.ts';
import { customerFormSchema } from './customer-form-schema.ts';

/** The contract's schema is the form's: what core would refuse is said at the field before it is sent. */
export const useCustomerForm = (initialValues: CustomerFields) =>
  useForm<CustomerFields>({
    initialValues,
    validate: schemaResolver(customerFormSchema, { sync: true }),
    validateInputOnBlur: true,
  });
