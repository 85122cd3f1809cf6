import { type AnyRoute, createRoute, Outlet } from '@tanstack/react-router';
import './customers.css';
import { CustomerDialogs } from './forms/customer-dialogs.tsx';
import { CustomerPage } from './views/customer-page.tsx';
import { CustomersPage } from './views/customers-page.tsx';
import { DuplicatesPage } from './views/duplicates-page.tsx';
import { EditCustomerPage } from './views/edit-customer-page.tsx';
import { ImportPage } from './views/import-page.tsx';
import { MergePage } from './views/merge-page.tsx';
import { MergeWithPage } from './views/merge-with-page.tsx';
import { NewCustomerPage } from './views/new-customer-page.tsx';

/** Every page of the feature stands beside its dialogs, so that an action can open one from any of them. */
function CustomersFrame() {
  return (
    <>
      <Outlet />
      <CustomerDialogs />
    </>
  );
}

export function customerRoutes(root: AnyRoute): AnyRoute[] {
  const frame = createRoute({ getParentRoute: () => root, path: '/customers', component: CustomersFrame });
  const getParentRoute = () => frame;
  return [
    frame.addChildren([
      createRoute({ getParentRoute, path: '/', component: CustomersPage }),
      createRoute({ getParentRoute, path: '/duplicates', component: DuplicatesPage }),
      createRoute({ getParentRoute, path: '/new', component: NewCustomerPage }),
      createRoute({ getParentRoute, path: '/import', component: ImportPage }),
      createRoute({ getParentRoute, path: '/merge/$keepId', component: MergeWithPage }),
      createRoute({ getParentRoute, path: '/merge/$keepId/$removeId', component: MergePage }),
      createRoute({ getParentRoute, path: '/$id', component: CustomerPage }),
      createRoute({ getParentRoute, path: '/$id/edit', component: EditCustomerPage }),
      createRoute({ getParentRoute, path: '/$id/$tab', component: CustomerPage }),
    ]),
  ];
}
