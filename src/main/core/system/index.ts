export { authenticate, createToken, type Identity, listTokens, onTokenEnded, revokeToken } from './access-tokens.ts';
export { backupCatalog, carryOutBackups } from './backup.ts';
export { type CatalogIdentity, identify } from './identity.ts';
export { markRead, snooze } from './inbox.ts';
export { type IntegrityState, watchIntegrity } from './integrity.ts';
