export { type ActivityFilter, listActivity, type NewActivity } from './activity-log.ts';
export {
  type BackupOutcome,
  type Catalog,
  type CatalogReader,
  type CatalogTables,
  type CatalogTransaction,
  damagedCatalog,
} from './catalog.ts';
export { type Clock, systemClock, VirtualClock } from './clock.ts';
export { type DecisionFilter, listDecisions, type NewDecision } from './decision-log.ts';
export { Feed, type NewFeedEvent } from './feed.ts';
export { type JobHandle, Jobs, type NewJob } from './jobs.ts';
export { listOperations, type NewOperation, type OperationFilter } from './journal.ts';
export { JournalRunner, type OperationHandler } from './journal-runner.ts';
export { createKernel, type Kernel } from './kernel.ts';
export { listNotifications, type NewNotification, toNotification } from './notifications.ts';
export type { Attempt } from './operation-outcome.ts';
export { newId, type Random, seededRandom, systemRandom } from './random.ts';
export { granted, type Result, refused } from './result.ts';
export { inChunks, likePattern } from './sql.ts';
export { type UnitOfWork, WritePath } from './write-path.ts';
