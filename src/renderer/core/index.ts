export { CoreProvider, useClient, useConnection, useConnectionState } from './core-provider.tsx';
export { keepToken } from './dial-core.ts';
export type { Feature, FeatureCommand } from './feature.ts';
export { newId } from './new-id.ts';
export { explain, isNotAccepted, refusalOf } from './refusals.ts';
