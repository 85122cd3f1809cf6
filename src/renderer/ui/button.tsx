import './button.css';
import { type ComponentPropsWithRef, useId } from 'react';
import type { IconComponent } from './icon.tsx';
import { Kbd } from './kbd.tsx';
import { ariaShortcut } from './shortcut.ts';

export interface ButtonProps extends ComponentPropsWithRef<'button'> {
  /** One primary in a view. `danger` is outlined; `destroy` is filled and lives in dialogs only. */
  readonly variant?: 'default' | 'primary' | 'quiet' | 'danger' | 'destroy';
  /** `small` (24 px) inside rows, notes and panel heads. */
  readonly size?: 'normal' | 'small';
  readonly icon?: IconComponent | undefined;
  readonly shortcut?: string | undefined;
  /** Present means off; the reason is written beside the button and read with it. */
  readonly disabledReason?: string | undefined;
}

/** A verb that does something. A button that is off stays focusable, so that its reason can be heard. */
export function Button(props: ButtonProps) {
  const { variant = 'default', size = 'normal', icon: Icon, shortcut, disabledReason, ...rest } = props;
  const { disabled = false, onClick, className, children, ...attributes } = rest;
  const reasonId = useId();
  const off = disabledReason !== undefined || disabled;
  const button = (
    <button
      type="button"
      aria-keyshortcuts={shortcut ? ariaShortcut(shortcut) : undefined}
      {...attributes}
      className={className ? `hr-button ${className}` : 'hr-button'}
      data-variant={variant}
      data-size={size}
      aria-disabled={off || undefined}
      aria-describedby={disabledReason ? reasonId : attributes['aria-describedby']}
      onClick={(event) => {
        if (off) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {Icon ? <Icon size={size === 'small' ? 14 : 16} /> : null}
      {children}
      {shortcut ? <Kbd keys={shortcut} /> : null}
    </button>
  );
  if (disabledReason === undefined) return button;
  return (
    <span className="hr-button-off">
      {button}
      <span id={reasonId} className="hr-button-reason">
        {disabledReason}
      </span>
    </span>
  );
}
