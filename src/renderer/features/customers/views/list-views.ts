import type { PageView } from '../../../ui/index.ts';
import { href, paths } from '../data/paths.ts';

export const listViews: readonly PageView[] = [
  { id: 'customers', label: 'Customers', href: href(paths.list) },
  { id: 'duplicates', label: 'Duplicates', href: href(paths.duplicates) },
];
