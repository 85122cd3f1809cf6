import { useQueries } from '@tanstack/react-query';
import type { Subject } from '../../../shared/subject.ts';
import { useClient } from '../../core/index.ts';
import type { Relation } from '../../ui/index.ts';
import { kindWords, subjectHref } from './words.ts';

/** An import touches thousands; the first few are named and the rest are counted. */
const shown = 8;

/** The subjects of an entry as lines of its inspector, by name where it can be asked for. */
export function useRelations(subjects: readonly Subject[]): Relation[] {
  const client = useClient();
  const named = subjects.slice(0, shown);
  const names = useQueries({
    queries: named.map((subject) => ({
      queryKey: ['customers', 'name', subject.id],
      queryFn: async ({ signal }: { signal: AbortSignal }) =>
        (await client.customers.get({ id: subject.id }, { signal })).name,
      enabled: subject.kind === 'customer',
    })),
    combine: (answers) => answers.map(({ data }) => data),
  });
  const lines = named.map((subject, index): Relation => {
    const href = subjectHref(subject);
    return {
      id: `${subject.kind}/${subject.id}`,
      label: kindWords(subject.kind),
      value: names[index] ?? <span className="mono">{subject.id}</span>,
      ...(href === undefined ? {} : { href }),
    };
  });
  const rest = subjects.length - named.length;
  if (rest > 0) lines.push({ id: 'rest', label: 'And', value: `${rest.toLocaleString('en-GB')} more` });
  return lines;
}
