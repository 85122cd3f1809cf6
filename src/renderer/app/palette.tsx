import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import type { SearchHit } from '../../shared/contract/index.ts';
import { useClient } from '../core/index.ts';
import { type Command, CommandPalette } from '../ui/index.ts';
import { useCommands } from './use-commands.ts';

const pauseMs = 120;

/** Commands of every feature, the pages, and what core finds under that name. */
export function Palette() {
  const commands = useCommands();
  const [text, setText] = useState('');
  const found = useFound(text);
  const all = useMemo(() => [...found, ...commands], [found, commands]);
  return (
    <CommandPalette
      commands={text === '' ? commands : all}
      onQuery={setText}
      placeholder="Find a customer, a page, or run a command"
    />
  );
}

const none: Command[] = [];

/** Asks core when typing pauses; the query before is cancelled, and its answer stays until the next one is there. */
function useFound(text: string): Command[] {
  const client = useClient();
  const navigate = useNavigate();
  const [asked] = useDebouncedValue(text.trim().slice(0, 200), pauseMs);
  const { data } = useQuery({
    queryKey: ['search', asked],
    queryFn: ({ signal }) => client.search.find({ text: asked, limit: 12 }, { signal }),
    enabled: asked !== '',
    staleTime: 5000,
    gcTime: 30_000,
    placeholderData: keepPreviousData,
  });
  return useMemo(() => {
    if (data === undefined || asked === '') return none;
    return data.map((hit) => ({
      id: `found-${hit.subject.kind}-${hit.subject.id}`,
      label: hit.title,
      group: groupOf(hit),
      hint: hit.hint,
      // Core has decided that it answers, by more than the title: the palette must not hide it again.
      keywords: [text],
      onRun: () => void navigate({ to: hit.route }),
    }));
  }, [data, asked, text, navigate]);
}

/** "ssh-key" is listed under "Ssh keys". */
function groupOf({ subject: { kind } }: SearchHit): string {
  const words = kind.replaceAll('-', ' ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}${words.endsWith('s') ? '' : 's'}`;
}
