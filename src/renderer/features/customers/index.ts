import type { Feature } from '../../core/index.ts';
import { IconUsers } from '../../ui/icons.ts';
import { paths } from './data/paths.ts';
import { customerRoutes } from './routes.tsx';
import { useCustomerCommands } from './use-customer-commands.ts';

/** The shell draws the rail's icons at a size of its own, which is a number; an icon takes no text for it. */
type RailIcon = NonNullable<Feature['rail']>['icon'];

export const customersFeature: Feature = {
  id: 'customers',
  rail: { label: 'Customers', icon: IconUsers as RailIcon, path: paths.list },
  routes: customerRoutes,
  useCommands: useCustomerCommands,
};
