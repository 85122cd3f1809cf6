import type { contract, MergePlan } from '../../../../shared/contract/index.ts';
import { granted, type Kernel, type Result } from '../../kernel/index.ts';
import type { Input } from '../model.ts';
import { toSummaries } from '../store.ts';
import { decideMerge } from './decide-merge.ts';
import { findPair } from './find-pair.ts';

/** What a merge would do; the merge itself decides again from what is there then. */
export async function planMerge(
  kernel: Kernel,
  input: Input<typeof contract.customers.mergePlan>,
): Promise<Result<MergePlan>> {
  const pair = await findPair(kernel.reader, input);
  if (!pair.ok) return pair;
  const { keep, remove } = pair.value;
  const decision = decideMerge(keep, remove, {});
  if (!decision.ok) return decision;
  const { fields, moved, dropped, cautions } = decision.value;
  const [keepSummary, removeSummary] = await toSummaries(
    kernel.reader,
    [keep, remove].map(({ billing, ...customer }) => ({ ...customer, ...billing })),
  );
  if (keepSummary === undefined || removeSummary === undefined)
    throw new Error('a summary for each customer was expected');
  return granted({
    keep: keepSummary,
    remove: removeSummary,
    fields,
    moved: {
      members: moved.members.length,
      sshKeys: moved.sshKeys.length,
      contacts: moved.contacts.length,
      policies: moved.policies.length,
      tags: moved.tags,
    },
    dropped,
    cautions,
  });
}
