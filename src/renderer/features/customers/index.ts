import type { Feature } from '../../core/index.ts';
import { IconUsers } from '../../ui/icons.ts';
import { paths } from './data/paths.ts';
import { customerRoutes } from './routes.tsx';
import { useCustomerCommands } from './use-customer-commands.ts';

export const customersFeature: Feature = {
  id: 'customers',
  rail: { label: 'Customers', icon: IconUsers, path: paths.list },
  routes: customerRoutes,
  useCommands: useCustomerCommands,
};
