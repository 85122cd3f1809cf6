import { create } from 'zustand';
import type { CustomerSummary } from '../../../../shared/contract/index.ts';
import type { Selection, TableQuery } from '../../../ui/index.ts';
import { firstQuery } from './list-query.ts';

/** Where the operator stands in the list; it is as they left it when they come back from a customer. */
interface ListView {
  readonly query: TableQuery;
  readonly inspectedId: string | undefined;
  readonly selection: Selection;
  /** Rows that were selected, also those that have left the window since. */
  readonly selected: ReadonlyMap<string, CustomerSummary>;
}

export const useListView = create<ListView>(() => ({
  query: firstQuery,
  inspectedId: undefined,
  selection: new Set<string>(),
  selected: new Map(),
}));
