import './fields.css';
import {
  Checkbox,
  type CheckboxProps,
  NumberInput,
  type NumberInputProps,
  Select,
  type SelectProps,
  Switch,
  type SwitchProps,
  Textarea,
  type TextareaProps,
  TextInput,
  type TextInputProps,
} from '@mantine/core';
import type { ReactNode } from 'react';
import { IconAlertCircle, IconChevronDown } from './icons.ts';

/** Every field of the console: label above, the unit inside, a hint or the error below. */
export interface FieldExtras {
  /** What to enter, or what is so now: "Market is at €0.0142". Hidden while there is an error. */
  readonly hint?: ReactNode;
  /** Inside the field, at its end: "GiB". */
  readonly unit?: string;
}

const order: ('label' | 'input' | 'description' | 'error')[] = ['label', 'input', 'description', 'error'];

function shared(error: ReactNode, hint: ReactNode) {
  const wrong = error !== undefined && error !== null && error !== false && error !== '';
  return {
    inputWrapperOrder: order,
    withErrorStyles: true,
    ...(hint !== undefined && !wrong ? { description: hint } : {}),
    ...(wrong && error !== true
      ? {
          error: (
            <span className="hr-field-error">
              <IconAlertCircle size={14} />
              <span>{error}</span>
            </span>
          ),
        }
      : { error: wrong }),
  };
}

function unitSection(unit: string | undefined) {
  if (unit === undefined) return {};
  const width = 16 + unit.length * 7;
  return { rightSection: <span className="hr-field-unit">{unit}</span>, rightSectionWidth: width };
}

export function TextField({ hint, unit, error, ...rest }: TextInputProps & FieldExtras) {
  return <TextInput {...unitSection(unit)} {...rest} {...shared(error, hint)} />;
}

export function NumberField({ hint, unit, error, ...rest }: NumberInputProps & FieldExtras) {
  return <NumberInput hideControls {...unitSection(unit)} {...rest} {...shared(error, hint)} />;
}

export function TextAreaField({ hint, error, ...rest }: TextareaProps & Omit<FieldExtras, 'unit'>) {
  return <Textarea autosize minRows={3} maxRows={12} {...rest} {...shared(error, hint)} />;
}

export function SelectField({ hint, error, ...rest }: SelectProps & Omit<FieldExtras, 'unit'>) {
  return (
    <Select
      allowDeselect={false}
      comboboxProps={{ transitionProps: { duration: 0 } }}
      rightSection={<IconChevronDown size={14} />}
      rightSectionPointerEvents="none"
      {...rest}
      {...shared(error, hint)}
    />
  );
}

export function CheckField({ hint, ...rest }: CheckboxProps & Omit<FieldExtras, 'unit'>) {
  return <Checkbox {...rest} {...(hint === undefined ? {} : { description: hint })} />;
}

export function SwitchField({ hint, ...rest }: SwitchProps & Omit<FieldExtras, 'unit'>) {
  return <Switch {...rest} {...(hint === undefined ? {} : { description: hint })} />;
}
