import { type AnyRoute, createRoute } from '@tanstack/react-router';
import type { Feature } from '../../core/index.ts';
import { IconHistory } from '../../ui/icons.ts';
import { ActivityPage } from './activity-page.tsx';
import { readInspect } from './address.ts';
import { DecisionsPage } from './decisions-page.tsx';
import { OperationsPage } from './operations-page.tsx';
import { useActivityCommands } from './use-activity-commands.ts';

export { RecentActivity } from './recent-activity.tsx';
export { RecentDecisions } from './recent-decisions.tsx';
export { useFailedOperations } from './use-failed-operations.ts';

/** Who did what, what was decided and why, and what became of the effects. */
export const activityFeature: Feature = {
  id: 'activity',
  rail: { label: 'Activity', icon: IconHistory, path: '/activity' },
  routes: (root: AnyRoute) => {
    const at = (path: string, component: () => React.ReactNode) =>
      createRoute({ getParentRoute: () => root, path, component, validateSearch: readInspect });
    return [
      at('/activity', ActivityPage),
      at('/activity/decisions', DecisionsPage),
      at('/activity/operations', OperationsPage),
    ];
  },
  useCommands: useActivityCommands,
};
