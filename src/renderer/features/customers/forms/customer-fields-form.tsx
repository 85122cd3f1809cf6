import type { UseFormReturnType } from '@mantine/form';
import { type ReactNode, useMemo } from 'react';
import type { CustomerFields } from '../../../../shared/contract/index.ts';
import { FormRow, NumberField, Panel, SelectField, TextAreaField, TextField } from '../../../ui/index.ts';
import { countryChoices, currencyChoices, timeZoneChoices } from '../data/countries.ts';
import { useFirstFieldFocus } from './use-first-field-focus.ts';

export interface CustomerFieldsFormProps {
  readonly form: UseFormReturnType<CustomerFields>;
  /** More panels, below that of the customer itself. */
  readonly children?: ReactNode;
}

/** The fields of a customer, for a new one and for an edit alike. */
export function CustomerFieldsForm({ form, children }: CustomerFieldsFormProps) {
  useFirstFieldFocus();
  const choices = useMemo(
    () => ({ countries: countryChoices(), currencies: currencyChoices(), zones: timeZoneChoices() }),
    [],
  );
  const zone = form.getValues().billing.timeZone;
  // A zone of an older catalog may be an alias that the browser no longer lists.
  const zones = choices.zones.includes(zone) || zone === '' ? choices.zones : [zone, ...choices.zones];
  return (
    <div className="cu-form-page">
      <div className="col">
        <Panel title="Customer">
          <div className="hr-form">
            <TextField label="Name" data-autofocus withAsterisk {...form.getInputProps('name')} />
            <TextField
              label="Reference"
              hint="Your own customer number. No two customers share one."
              className="cu-mono-field"
              {...form.getInputProps('reference')}
            />
            <TextAreaField label="Notes" minRows={5} {...form.getInputProps('notes')} />
          </div>
        </Panel>
        {children}
      </div>
      <Panel title="Billing details">
        <div className="hr-form">
          <TextField label="Legal name" hint="As it stands on invoices." {...form.getInputProps('billing.legalName')} />
          <TextField label="Street" autoComplete="off" {...form.getInputProps('billing.street')} />
          <FormRow>
            <TextField label="Postal code" autoComplete="off" {...form.getInputProps('billing.postalCode')} />
            <TextField label="City" autoComplete="off" {...form.getInputProps('billing.city')} />
          </FormRow>
          <FormRow>
            <SelectField
              label="Country"
              placeholder="None"
              searchable
              clearable
              limit={60}
              nothingFoundMessage="No country is called that."
              data={choices.countries}
              {...form.getInputProps('billing.countryCode')}
              value={form.getValues().billing.countryCode === '' ? null : form.getValues().billing.countryCode}
              onChange={(code) => form.setFieldValue('billing.countryCode', code ?? '')}
            />
            <TextField label="Tax id" autoComplete="off" {...form.getInputProps('billing.taxId')} />
          </FormRow>
          <FormRow>
            <SelectField
              label="Currency"
              searchable
              limit={60}
              nothingFoundMessage="No currency is called that."
              data={choices.currencies}
              {...form.getInputProps('billing.currency')}
            />
            <SelectField
              label="Time zone"
              searchable
              limit={60}
              nothingFoundMessage="No time zone is called that."
              data={zones}
              hint="Its days begin and end at midnight here."
              {...form.getInputProps('billing.timeZone')}
            />
          </FormRow>
          <FormRow>
            <TextField
              label="Invoices to"
              type="email"
              hint="An e-mail address."
              {...form.getInputProps('billing.invoiceEmail')}
            />
            <NumberField
              label="Payment terms"
              unit="days"
              min={0}
              max={180}
              clampBehavior="none"
              allowDecimal={false}
              {...form.getInputProps('billing.paymentTermsDays')}
            />
          </FormRow>
        </div>
      </Panel>
    </div>
  );
}
