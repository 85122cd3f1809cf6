import type { Refusal } from '../../../../shared/refusal.ts';
import type { Subject } from '../../../../shared/subject.ts';
import type { NewDecision, NewNotification } from '../../kernel/index.ts';
import { formatCount } from '../format-count.ts';

export interface ImportCounts {
  created: number;
  updated: number;
  unchanged: number;
  refused: number;
}

export interface ImportOutcome {
  counts: ImportCounts;
  /** The first refused rows, in words. */
  refusals: readonly string[];
  stopped: Refusal | 'cancelled' | undefined;
}

export const refusalsNamed = 20;

export const inSentence = ({ created, updated, unchanged, refused }: ImportCounts): string =>
  `${formatCount(created)} created, ${formatCount(updated)} updated, ${formatCount(unchanged)} unchanged, ${formatCount(refused)} refused`;

export function importDecision(
  { counts, refusals, stopped }: ImportOutcome,
  options: { updateExisting: boolean },
  subjects: readonly Subject[],
): NewDecision {
  const accepted = counts.created + counts.updated + counts.unchanged;
  const isWhole = counts.refused === 0 && stopped === undefined;
  return {
    kind: 'import v1',
    outcome: isWhole ? 'granted' : accepted > 0 ? 'granted-in-part' : 'refused',
    summary: `Import of customers: ${inSentence(counts)}`,
    reasons: [
      ...refusals,
      ...(counts.refused > refusals.length
        ? [
            `${formatCount(counts.refused - refusals.length)} more ${counts.refused - refusals.length === 1 ? 'row was' : 'rows were'} refused.`,
          ]
        : []),
      ...(stopped === undefined
        ? []
        : [stopped === 'cancelled' ? 'It was cancelled before the end of the file.' : stopped.message]),
    ],
    inputs: { ...options, ...counts },
    subjects,
  };
}

export function importNotification({ counts, stopped }: ImportOutcome): NewNotification {
  const title =
    stopped === undefined
      ? 'Customers were imported'
      : stopped === 'cancelled'
        ? 'The import was cancelled'
        : 'The import stopped';
  return {
    severity: stopped !== undefined && stopped !== 'cancelled' ? 'critical' : counts.refused > 0 ? 'caution' : 'info',
    title,
    body: `${inSentence(counts)}.${stopped === undefined || stopped === 'cancelled' ? '' : ` ${stopped.message}`}`,
    route: '/customers',
  };
}
