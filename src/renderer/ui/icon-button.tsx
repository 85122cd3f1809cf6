import './button.css';
import { Tooltip } from '@mantine/core';
import type { ComponentPropsWithRef } from 'react';
import type { IconComponent } from './icon.tsx';

export interface IconButtonProps extends Omit<ComponentPropsWithRef<'button'>, 'children'> {
  readonly icon: IconComponent;
  /** The name of the button, and its tooltip. */
  readonly label: string;
  readonly count?: number;
  /** Red asks for someone; the accent only counts. */
  readonly countTone?: 'critical' | 'accent';
  readonly pressed?: boolean | undefined;
  readonly iconSize?: number;
  readonly size?: 'normal' | 'small';
}

/** A square button with an icon and a name, with an optional count of what waits behind it. */
export function IconButton(props: IconButtonProps) {
  const { icon: Icon, label, count = 0, countTone = 'critical', pressed, iconSize = 16, size, ...rest } = props;
  const { disabled = false, onClick, className, ...attributes } = rest;
  return (
    <Tooltip label={label} disabled={attributes['aria-expanded'] === true}>
      <button
        type="button"
        {...attributes}
        className={className ? `hr-icon-button ${className}` : 'hr-icon-button'}
        data-size={size}
        aria-label={label}
        aria-pressed={pressed}
        aria-disabled={disabled || undefined}
        onClick={(event) => {
          if (disabled) event.preventDefault();
          else onClick?.(event);
        }}
      >
        <Icon size={iconSize} />
        {count > 0 ? (
          <span className="hr-count" data-tone={countTone} aria-hidden="true">
            {count > 99 ? '99+' : count}
          </span>
        ) : null}
      </button>
    </Tooltip>
  );
}
