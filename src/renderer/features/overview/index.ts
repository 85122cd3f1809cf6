export { overviewFeature } from './overview-feature.tsx';
export type { AttentionItem, OverviewParts } from './parts.ts';
