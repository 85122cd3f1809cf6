import './menu.css';
import { Menu } from '@mantine/core';
import { Fragment, type ReactElement } from 'react';
import { type Action, inMenuOrder, offReason, runAction } from './action.ts';
import { IconButton } from './icon-button.tsx';
import { IconDots } from './icons.ts';
import { Kbd } from './kbd.tsx';

export interface ActionMenuProps<T> {
  readonly actions: readonly Action<T>[];
  readonly subject: T;
  /** What the menu belongs to: "Actions for i-7f2c41". */
  readonly label: string;
  /** The button that opens it; three dots unless given. */
  readonly target?: ReactElement;
}

/** Actions as a menu. What is off stays listed, with the reason next to it. */
export function ActionMenu<T>({ actions, subject, label, target }: ActionMenuProps<T>) {
  const ordered = inMenuOrder(actions);
  const firstDangerous = ordered.findIndex((action) => action.danger);
  return (
    <Menu>
      <Menu.Target>{target ?? <IconButton icon={IconDots} label={label} />}</Menu.Target>
      <Menu.Dropdown>
        {ordered.map((action, index) => {
          const reason = offReason(action, subject);
          const Icon = action.icon;
          const hint = reason ?? action.hint?.(subject);
          return (
            <Fragment key={action.id}>
              {index === firstDangerous && index > 0 ? <Menu.Divider /> : null}
              <Menu.Item
                className="hr-menu-item"
                data-danger={action.danger || undefined}
                data-off={reason !== undefined || undefined}
                aria-disabled={reason !== undefined || undefined}
                closeMenuOnClick={reason === undefined}
                leftSection={Icon ? <Icon /> : <span className="hr-menu-gap" />}
                rightSection={
                  hint || action.shortcut ? (
                    <span className="hr-menu-hint">
                      {hint}
                      {action.shortcut && !reason ? <Kbd keys={action.shortcut} /> : null}
                    </span>
                  ) : null
                }
                onClick={() => {
                  if (reason === undefined) void runAction(action, subject);
                }}
              >
                {action.label}
              </Menu.Item>
            </Fragment>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
