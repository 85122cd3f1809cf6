import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { desktopFactsKey } from '../../shared/port-message.ts';
import { useInbox } from './use-inbox.ts';

/**
 * In a browser that was allowed to: a notification of the operating system for what is new and asks for someone while
 * the console is out of sight. In the desktop the shell does this by itself.
 */
export function DesktopNotices() {
  const navigate = useNavigate();
  const items = useInbox();
  const newestId = useRef<string | undefined>(undefined);
  useEffect(() => {
    const before = newestId.current;
    const newest = items.reduce((last, item) => (item.id > last ? item.id : last), before ?? '');
    newestId.current = newest;
    if (before === undefined || desktopFactsKey in window || !('Notification' in window)) return;
    if (Notification.permission !== 'granted' || document.hasFocus()) return;
    // One at a time: the inbox has the rest, and ids sort by time.
    const item = items.find(({ id, severity, readAtMs }) => id > before && severity !== 'info' && readAtMs === null);
    if (item === undefined) return;
    const notice = new Notification(item.title, { body: item.body, tag: item.id });
    notice.onclick = () => {
      window.focus();
      if (item.route !== null) void navigate({ to: item.route });
    };
  }, [items, navigate]);
  return null;
}
