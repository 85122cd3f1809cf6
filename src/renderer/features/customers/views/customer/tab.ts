import type { ReactNode } from 'react';
import type { Customer } from '../../../../../shared/contract/index.ts';
import type { PrimaryAction } from '../../../../ui/index.ts';
import type { CustomerTools } from '../../actions/tools.ts';

/** What a tab gives the page: its content, what is inspected in it, and the one thing that is done most. */
export interface TabParts {
  readonly content: ReactNode;
  readonly inspector?: ReactNode;
  readonly onCloseInspector?: () => void;
  readonly primary?: PrimaryAction;
  readonly scroll?: boolean;
}

/** A hook: tabs keep what is inspected in them. */
export type UseTab = (customer: Customer, tools: CustomerTools) => TabParts;
