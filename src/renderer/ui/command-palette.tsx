import './command-palette.css';
import { createSpotlight, Spotlight, useSpotlight } from '@mantine/spotlight';
import { useEffect, useMemo, useState } from 'react';
import { type Command, matchCommands } from './command.ts';
import { IconSearch } from './icons.ts';
import { Kbd } from './kbd.tsx';

export interface CommandPaletteProps {
  readonly commands: readonly Command[];
  /** Called as the operator types, so that the view can look things up and pass them in as commands. */
  readonly onQuery?: (query: string) => void;
  readonly placeholder?: string;
}

const mostShown = 50;

const [store, palette] = createSpotlight();

export const openPalette = (): void => palette.open();

/** Find anything or run anything, with Ctrl/⌘ K from anywhere. What is off is listed with its reason. */
export function CommandPalette({ commands, onQuery, placeholder }: CommandPaletteProps) {
  const [query, setQuery] = useState('');
  const groups = useMemo(() => matchCommands(commands, query, mostShown), [commands, query]);
  const { opened } = useSpotlight(store);
  // Whenever the lines change, the best of them is the one that Enter runs.
  useEffect(() => {
    if (!opened) return;
    const lines = document.querySelectorAll('.hr-palette [data-action]');
    for (const line of lines) line.removeAttribute('data-selected');
    lines[0]?.setAttribute('data-selected', 'true');
    store.updateState((state) => ({ ...state, selected: 0 }));
  }, [opened, groups]);
  return (
    <Spotlight.Root
      store={store}
      query={query}
      onQueryChange={(text) => {
        setQuery(text);
        onQuery?.(text);
      }}
      shortcut="mod + K"
      tagsToIgnore={[]}
      scrollable
      maxHeight={460}
      size={620}
      yOffset="12vh"
      classNames={{ content: 'hr-palette', actionsList: 'hr-palette-list', search: 'hr-palette-search' }}
      transitionProps={{ duration: 0 }}
      overlayProps={{ blur: 0 }}
      attributes={{ content: { 'aria-label': 'Command palette' } }}
    >
      <Spotlight.Search
        placeholder={placeholder ?? 'Find anything, or run a command'}
        aria-label="Find anything, or run a command"
        leftSection={<IconSearch />}
        rightSection={<Kbd keys="Escape" />}
        rightSectionWidth={44}
      />
      <Spotlight.ActionsList>
        {groups.map(({ group, commands: list }) => (
          <Spotlight.ActionsGroup key={group} label={group}>
            {list.map((command) => (
              <PaletteLine key={command.id} command={command} />
            ))}
          </Spotlight.ActionsGroup>
        ))}
        {groups.length === 0 ? <Spotlight.Empty>Nothing is called “{query}”.</Spotlight.Empty> : null}
      </Spotlight.ActionsList>
      <Spotlight.Footer className="hr-palette-foot">
        <Kbd keys="ArrowUp+ArrowDown" /> choose
        <Kbd keys="Enter" /> run
        <span className="grow" />
        <Kbd keys="mod+K" /> anywhere
      </Spotlight.Footer>
    </Spotlight.Root>
  );
}

function PaletteLine({ command }: { readonly command: Command }) {
  const Icon = command.icon;
  const off = command.offReason !== undefined;
  return (
    <Spotlight.Action
      className="hr-palette-line"
      data-off={off || undefined}
      aria-disabled={off || undefined}
      closeSpotlightOnTrigger={!off}
      onClick={() => {
        if (!off) command.onRun();
      }}
    >
      <span className="hr-palette-icon">{Icon ? <Icon /> : null}</span>
      <span className="ellipsis">{command.label}</span>
      <span className="hr-palette-hint ellipsis">{off ? `off: ${command.offReason}` : command.hint}</span>
      {command.shortcut && !off ? <Kbd keys={command.shortcut} /> : null}
    </Spotlight.Action>
  );
}
