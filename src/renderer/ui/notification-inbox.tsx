import './popover.css';
import { Popover } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Button } from './button.tsx';
import { IconButton } from './icon-button.tsx';
import { IconBell, IconCheck, IconClockPause } from './icons.ts';
import type { StatusKind } from './status-shape.tsx';
import { StatusShape } from './status-shape.tsx';

export interface InboxItem {
  readonly id: string;
  readonly kind: StatusKind;
  readonly title: ReactNode;
  readonly detail?: ReactNode;
  /** When, in words: "14:19:22". */
  readonly when: string;
  readonly read: boolean;
  readonly onOpen?: (() => void) | undefined;
}

export interface NotificationInboxProps {
  readonly items: readonly InboxItem[];
  readonly onRead: (id: string) => void;
  readonly onReadAll: () => void;
  /** Puts an item away for an hour. */
  readonly onSnooze?: (id: string) => void;
}

/** What someone should know, newest first; unread until opened or marked. */
export function NotificationInbox({ items, onRead, onReadAll, onSnooze }: NotificationInboxProps) {
  const [opened, setOpened] = useState(false);
  const unread = items.filter((item) => !item.read).length;
  const label = unread === 0 ? 'Notifications, none unread' : `Notifications, ${unread} unread`;
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={420} trapFocus returnFocus>
      <Popover.Target>
        <IconButton
          icon={IconBell}
          iconSize={18}
          label={label}
          count={unread}
          aria-expanded={opened}
          onClick={() => setOpened((value) => !value)}
        />
      </Popover.Target>
      <Popover.Dropdown className="hr-popover" aria-label="Notifications">
        <div className="hr-popover-head">
          <h2>Notifications</h2>
          {unread > 0 ? (
            <Button size="small" variant="quiet" onClick={onReadAll}>
              Mark all read
            </Button>
          ) : null}
        </div>
        {items.length === 0 ? (
          <p className="hr-popover-empty">Nothing waits for you. Room found, notices and failures appear here.</p>
        ) : null}
        <ul className="hr-popover-list">
          {items.map((item) => (
            <li key={item.id} className="hr-inbox-item" data-unread={!item.read || undefined}>
              <StatusShape kind={item.kind} />
              <div className="grow">
                <div className={item.read ? undefined : 'strong'}>
                  {item.title}
                  {item.read ? null : <span className="hidden-text"> (unread)</span>}
                </div>
                {item.detail === undefined ? null : <div className="small mid">{item.detail}</div>}
                <div className="row hr-inbox-foot">
                  <span className="tiny dim num grow">{item.when}</span>
                  {item.onOpen ? (
                    <Button
                      size="small"
                      variant="quiet"
                      onClick={() => {
                        onRead(item.id);
                        setOpened(false);
                        item.onOpen?.();
                      }}
                    >
                      Open
                    </Button>
                  ) : null}
                  {onSnooze ? (
                    <IconButton
                      size="small"
                      icon={IconClockPause}
                      label="Put away for an hour"
                      onClick={() => onSnooze(item.id)}
                    />
                  ) : null}
                  {item.read ? null : (
                    <IconButton size="small" icon={IconCheck} label="Mark read" onClick={() => onRead(item.id)} />
                  )}
                </div>
              </div>
            </li>
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  );
}
