import { useEffect, useRef } from 'react';
import { type Action, runAction } from './action.ts';
import { matchesShortcut } from './shortcut.ts';

/** Typing belongs to the field that has focus, and an open dialog keeps the keys to itself. */
function keysAreTaken(target: EventTarget | null): boolean {
  if (document.querySelector('[role="dialog"][aria-modal="true"]')) return true;
  return target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable="true"]') !== null;
}

/** While a subject is shown, the shortcuts of its actions run them. Without a subject they do nothing. */
export function useShortcuts<T>(actions: readonly Action<T>[], subject: T | undefined): void {
  const latest = useRef({ actions, subject });
  latest.current = { actions, subject };
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const { actions, subject } = latest.current;
      if (subject === undefined || event.defaultPrevented || event.repeat) return;
      const action = actions.find((one) => one.shortcut && matchesShortcut(one.shortcut, event));
      if (!action || (keysAreTaken(event.target) && !event.ctrlKey && !event.metaKey)) return;
      event.preventDefault();
      void runAction(action, subject);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}
