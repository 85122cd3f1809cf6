import './fields.css';
import { type ReactNode, useEffect, useRef } from 'react';

export interface FormProps {
  readonly onSubmit: () => Promise<void> | void;
  readonly children: ReactNode;
  /** The buttons at the foot, the safe one first. */
  readonly buttons?: ReactNode;
  /** Changes whenever a submit was refused; the first field with an error then gets the focus. */
  readonly refusals?: number;
  readonly label?: string;
}

/** Fields under each other, errors inline, and after a refused submit the focus on the first of them. */
export function Form({ onSubmit, children, buttons, refusals = 0, label }: FormProps) {
  const ref = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (refusals > 0) ref.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [refusals]);
  return (
    <form
      ref={ref}
      className="hr-form"
      aria-label={label}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void onSubmit();
      }}
    >
      {children}
      {buttons === undefined ? null : <div className="hr-form-buttons">{buttons}</div>}
    </form>
  );
}

/** Fields beside each other while there is room. */
export function FormRow({ children }: { readonly children: ReactNode }) {
  return <div className="hr-form-row">{children}</div>;
}
