import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { Decision } from '../../../shared/contract/index.ts';
import type { Subject } from '../../../shared/subject.ts';
import { useClient } from '../../core/index.ts';
import type { Decision as WhyLine } from '../../ui/index.ts';
import { whenWords } from './words.ts';

const shown = 5;

/** The latest decisions about a subject, as the foot of an inspector shows them. */
export function useWhy(subject: Subject | undefined): WhyLine[] {
  const client = useClient();
  const navigate = useNavigate();
  const { data } = useQuery({
    queryKey: ['decisions', 'about', subject],
    queryFn: ({ signal }) =>
      client.decisions.list({ subjectKind: subject?.kind, subjectId: subject?.id, limit: shown }, { signal }),
    enabled: subject !== undefined,
  });
  return (data?.decisions ?? []).map((decision) => ({
    ...whyLine(decision),
    onOpen: () => void navigate({ to: '/activity/decisions', search: { inspect: decision.id } }),
  }));
}

export const whyLine = (decision: Decision): WhyLine => ({
  id: decision.id,
  title: decision.summary,
  reasons:
    decision.reasons.length === 0
      ? 'No reason was recorded.'
      : decision.reasons.map((reason) => <div key={reason}>{reason}</div>),
  replay: `${whenWords(decision.atMs)} ${decision.kind}`,
});
