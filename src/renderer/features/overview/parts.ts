import type { ComponentType } from 'react';
import type { StatusKind } from '../../ui/index.ts';

/** Something that needs someone: what, why with the figure, and what can be done about it here. */
export interface AttentionItem {
  readonly id: string;
  readonly kind: Extract<StatusKind, 'attention' | 'failed' | 'unreachable'>;
  readonly title: string;
  readonly detail: string;
  readonly atMs?: number;
  /** The first is what most would do. */
  readonly actions: readonly { readonly label: string; readonly onRun: () => void }[];
}

/** What other features bring to the overview; the app hands it over, because features don't know each other. */
export interface OverviewParts {
  /** Hooks, called in this order at each drawing. */
  readonly attention: readonly (() => readonly AttentionItem[])[];
  readonly panels: readonly ComponentType[];
}
