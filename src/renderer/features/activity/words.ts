import type { Actor, Decision, OperationState } from '../../../shared/contract/index.ts';
import type { Subject } from '../../../shared/subject.ts';
import { formatDate, formatTime, type StatusKind } from '../../ui/index.ts';

interface Worded {
  readonly kind: StatusKind;
  readonly word: string;
}

/** Healthy is silent: what was granted is neutral, and a refusal is an answer, not an alarm. */
export const outcomeWords: Record<Decision['outcome'], Worded> = {
  granted: { kind: 'running', word: 'Granted' },
  'granted-in-part': { kind: 'working', word: 'Granted in part' },
  refused: { kind: 'stopped', word: 'Refused' },
  chosen: { kind: 'running', word: 'Chosen' },
  noted: { kind: 'idle', word: 'Noted' },
};

export const stateWords: Record<OperationState, Worded> = {
  queued: { kind: 'idle', word: 'Queued' },
  running: { kind: 'working', word: 'Running' },
  done: { kind: 'running', word: 'Done' },
  failed: { kind: 'failed', word: 'Failed' },
};

/** The key that a word stands for, for filters that show words and ask core by key. */
export function keyOfWord<Key extends string>(words: Record<Key, Worded>, word: string | undefined): Key | undefined {
  const found = Object.entries<Worded>(words).find((entry) => entry[1].word === word);
  return found?.[0] as Key | undefined;
}

export function actorWords(actor: Actor): string {
  if (actor.kind === 'os-user') return actor.name;
  return actor.kind === 'token' ? `${actor.name} (token)` : `Headroom: ${actor.name}`;
}

/** "14:32:07" today, "Thu 19 Nov, 14:32:07" before. */
export function whenWords(atMs: number, nowMs: number = Date.now()): string {
  const day = formatDate(atMs, nowMs);
  return day === formatDate(nowMs, nowMs) ? formatTime(atMs) : `${day}, ${formatTime(atMs)}`;
}

/** Where a subject has a page. Other kinds are named by their id until their module lands. */
const pages: Readonly<Record<string, (id: string) => string>> = {
  customer: (id) => `#/customers/${id}`,
  catalog: () => '#/settings/catalog',
  token: () => '#/settings/tokens',
  operation: (id) => `#/activity/operations?inspect=${id}`,
  decision: (id) => `#/activity/decisions?inspect=${id}`,
};

export const subjectHref = ({ kind, id }: Subject): string | undefined => pages[kind]?.(id);

export function kindWords(kind: string): string {
  const words = kind.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Reasons come from drivers too, which end without a full stop. */
export const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);
