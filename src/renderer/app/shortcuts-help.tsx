import { useEffect, useState } from 'react';
import { Dialog, Kbd, matchesShortcut } from '../ui/index.ts';
import { shortcutsHelpAsked } from './open-shortcuts-help.ts';
import { useCommands } from './use-commands.ts';
import { goKeys, keysAreTaken } from './use-go-keys.ts';

const inTables: readonly Line[] = [
  { keys: ['ArrowUp', 'ArrowDown'], what: 'Move to a row' },
  { keys: ['Page up', 'Page down'], what: 'Move by a screen' },
  { keys: ['Home', 'End'], what: 'First row, last row' },
  { keys: ['Enter'], what: 'Inspect the row' },
  { keys: ['Space'], what: 'Select the row' },
  { keys: ['/'], what: 'Filter' },
];

interface Line {
  readonly keys: readonly string[];
  readonly what: string;
}

/** `?` lists every key of the console, those of the page included. */
export function ShortcutsHelp() {
  const [opened, setOpened] = useState(false);
  const ofPage = useCommands().flatMap(({ shortcut, label, offReason }) =>
    shortcut === undefined || shortcut === '?' || offReason !== undefined ? [] : [{ keys: [shortcut], what: label }],
  );
  useEffect(() => {
    const open = () => setOpened(true);
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || keysAreTaken(event.target) || !matchesShortcut('?', event)) return;
      event.preventDefault();
      open();
    };
    window.addEventListener(shortcutsHelpAsked, open);
    window.addEventListener('keydown', onKeyDown);
    return () => {
      window.removeEventListener(shortcutsHelpAsked, open);
      window.removeEventListener('keydown', onKeyDown);
    };
  }, []);
  const anywhere: Line[] = [
    { keys: ['mod+K'], what: 'Find anything, or run a command' },
    { keys: ['?'], what: 'This list' },
    { keys: ['Escape'], what: 'Close what is open' },
  ];
  const go = [...goKeys].map(([key, task]) => ({ keys: ['G', key], what: task.label }));
  return (
    <Dialog opened={opened} title="Keyboard" onClose={() => setOpened(false)} widthPx={640}>
      <div className="app-keys">
        <Keys title="Anywhere" lines={anywhere} />
        <Keys title="Go to, one key after the other" lines={go} />
        <Keys title="In tables" lines={inTables} />
        {ofPage.length > 0 ? <Keys title="On this page" lines={ofPage} /> : null}
      </div>
    </Dialog>
  );
}

function Keys({ title, lines }: { readonly title: string; readonly lines: readonly Line[] }) {
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      <dl>
        {lines.map(({ keys, what }) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd className="row">
              <span className="hidden-text">{keys.join(', ')}</span>
              {keys.map((key) => (
                <Kbd key={key} keys={key} />
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
