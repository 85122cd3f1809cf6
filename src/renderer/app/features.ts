import type { Feature } from '../core/index.ts';
import { activityFeature, RecentActivity, RecentDecisions, useFailedOperations } from '../features/activity/index.ts';
import { customersFeature } from '../features/customers/index.ts';
import { overviewFeature } from '../features/overview/index.ts';
import { settingsFeature } from '../features/settings/index.ts';

const overview = overviewFeature({
  attention: [useFailedOperations],
  panels: [RecentActivity, RecentDecisions],
});

/** The tasks of the rail, in its order. Only what works is here: a task appears when its module does. */
export const tasks: readonly Feature[] = [overview, customersFeature, activityFeature];

/** At the foot of the rail. */
export const footTasks: readonly Feature[] = [settingsFeature];

export const allFeatures: readonly Feature[] = [...tasks, ...footTasks];
