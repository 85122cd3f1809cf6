import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { ContractClient } from '../../../../shared/client/index.ts';
import type { Customer } from '../../../../shared/contract/index.ts';
import { refusalOf, useClient } from '../../../core/index.ts';
import { toast, toastFailure } from '../../../ui/index.ts';
import { customerKey } from '../data/queries.ts';

/** What an action needs from the window. Actions are made from it, and know no component. */
export interface CustomerTools {
  readonly client: ContractClient;
  readonly go: (path: string) => void;
  /** Puts core's answer in sight at once; the feed tells the rest of the window. */
  readonly show: (customer: Customer) => void;
}

export function useCustomerTools(): CustomerTools {
  const client = useClient();
  const router = useRouter();
  const queries = useQueryClient();
  return useMemo(
    () => ({
      client,
      go: (path) => router.history.push(path),
      show: (customer) => queries.setQueryData(customerKey(customer.id), customer),
    }),
    [client, router, queries],
  );
}

/** The answer of a call, or undefined after its refusal was shown. What else is thrown is for the caller of the action. */
export async function orRefusal<Answer>(call: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await call;
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === undefined) throw error;
    toast({ title: refusal.message, detail: [...refusal.reasons, refusal.whatToDo].join(' '), kind: 'failed' });
    return undefined;
  }
}

/** For the undo of a toast, which nobody waits for. */
export function undoBy(what: string, run: () => Promise<unknown>): { run: () => void } {
  return { run: () => void orRefusal(run()).catch((error: unknown) => toastFailure(what, error)) };
}
