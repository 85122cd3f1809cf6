export interface RestartPolicy {
  /** This many ends within the window, and no further start is tried. */
  readonly giveUpAfter: number;
  readonly windowMs: number;
  readonly firstDelayMs: number;
  readonly longestDelayMs: number;
}

export const coreRestartPolicy: RestartPolicy = {
  giveUpAfter: 5,
  windowMs: 5 * 60_000,
  firstDelayMs: 250,
  longestDelayMs: 8_000,
};

/** A window that crashes is loaded again, but not for ever: the page itself may be what crashes it. */
export const windowReloadPolicy: RestartPolicy = {
  giveUpAfter: 3,
  windowMs: 60_000,
  firstDelayMs: 0,
  longestDelayMs: 0,
};

export type RestartDecision =
  | { readonly kind: 'restart'; readonly delayMs: number; readonly endsAtMs: readonly number[] }
  | { readonly kind: 'give-up'; readonly ends: number; readonly windowMs: number };

/**
 * What to do after an end nobody asked for. The delay doubles with every end in the window; the list that comes back is
 * the memory to pass in next time, and never longer than the policy needs.
 */
export function decideRestart(
  policy: RestartPolicy,
  earlierEndsAtMs: readonly number[],
  nowMs: number,
): RestartDecision {
  const inWindow = earlierEndsAtMs.filter((time) => nowMs - time < policy.windowMs);
  const endsAtMs = [...inWindow, nowMs];
  if (endsAtMs.length >= policy.giveUpAfter)
    return { kind: 'give-up', ends: endsAtMs.length, windowMs: policy.windowMs };
  const delayMs = Math.min(policy.firstDelayMs * 2 ** (endsAtMs.length - 1), policy.longestDelayMs);
  return { kind: 'restart', delayMs, endsAtMs };
}
