import type { CustomerState } from '../../../../shared/contract/index.ts';
import type { Refused } from '../../../ui/index.ts';

/** Core refuses the same; said here first, so that nobody has to press to learn it. */
export function activeOnly({ state }: { readonly state: CustomerState }): true | Refused {
  if (state === 'archived') return { reason: 'The customer is archived.' };
  if (state === 'merged') return { reason: 'It was merged into another customer.' };
  return true;
}
