import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { footTasks, tasks } from './features.ts';

const patienceMs = 1200;

/** `G` and then the first letter of a task of the rail goes there. */
export const goKeys: ReadonlyMap<string, { readonly label: string; readonly path: string }> = new Map(
  [...tasks, ...footTasks].flatMap(({ rail }) => (rail ? [[rail.label.charAt(0).toLowerCase(), rail] as const] : [])),
);

/** Whether keys belong to a field, a dialog or the palette. */
export const keysAreTaken = (target: EventTarget | null): boolean =>
  document.querySelector('[role="dialog"][aria-modal="true"]') !== null ||
  (target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable="true"]') !== null);

export function useGoKeys(): void {
  const navigate = useNavigate();
  useEffect(() => {
    let pressedAtMs = Number.NEGATIVE_INFINITY;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || keysAreTaken(event.target))
        return;
      const key = event.key.toLowerCase();
      const task = event.timeStamp - pressedAtMs < patienceMs ? goKeys.get(key) : undefined;
      pressedAtMs = key === 'g' && task === undefined ? event.timeStamp : Number.NEGATIVE_INFINITY;
      if (task === undefined) return;
      event.preventDefault();
      // A shortcut of one letter must not run as well.
      event.stopImmediatePropagation();
      void navigate({ to: task.path });
    };
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
  }, [navigate]);
}
