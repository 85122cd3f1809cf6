import { type AnyRoute, createRoute } from '@tanstack/react-router';
import type { Feature } from '../../core/index.ts';
import { IconLayoutDashboard } from '../../ui/icons.ts';
import { OverviewPage } from './overview-page.tsx';
import type { OverviewParts } from './parts.ts';

/** The first page: what needs someone, and what each feature has to say in a panel of its own. */
export const overviewFeature = (parts: OverviewParts): Feature => ({
  id: 'overview',
  rail: { label: 'Overview', icon: IconLayoutDashboard, path: '/' },
  routes: (root: AnyRoute) => [
    createRoute({ getParentRoute: () => root, path: '/', component: () => <OverviewPage parts={parts} /> }),
  ],
});
