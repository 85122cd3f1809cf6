import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Customer } from '../../../../shared/contract/index.ts';
import { explain, refusalOf, useClient } from '../../../core/index.ts';
import { type KeyValue, TagEditor } from '../../../ui/index.ts';
import { customerKey } from '../data/queries.ts';
import { toTagList, toTagRecord } from '../data/tags.ts';

/** Tags are kept as they are typed: each change is a command of its own, and the answer is what is shown. */
export function CustomerTags({ customer }: { readonly customer: Customer }) {
  const client = useClient();
  const queries = useQueryClient();
  const [error, setError] = useState<string>();
  const change = async (tags: KeyValue[]) => {
    try {
      const kept = await client.tags.set({ kind: 'customer', id: customer.id, tags: toTagRecord(tags) });
      queries.setQueryData<Customer>(customerKey(customer.id), (shown) => shown && { ...shown, tags: kept });
      setError(undefined);
    } catch (thrown) {
      setError(refusalOf(thrown)?.message ?? explain(thrown));
    }
  };
  const tags = toTagList(customer.tags);
  if (customer.state !== 'active') return <TagEditor tags={tags} />;
  return <TagEditor tags={tags} onChange={(next) => void change(next)} error={error} />;
}
