import type { Decision } from '../../../../shared/contract/index.ts';
import type { Decision as WhyEntry } from '../../../ui/index.ts';
import { momentOf } from './when.ts';
import { outcomeWords } from './words.ts';

/** Decisions as the foot of an inspector shows them. */
export const asWhy = (decisions: readonly Decision[]): WhyEntry[] =>
  decisions.map((decision) => ({
    id: decision.id,
    title: decision.summary,
    reasons: decision.reasons.slice(0, 4).join(' '),
    replay: `${momentOf(decision.atMs)} ${decision.kind}, ${outcomeWords[decision.outcome]}`,
  }));
