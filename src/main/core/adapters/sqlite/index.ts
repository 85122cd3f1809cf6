export { openCatalog } from './open.ts';
export { type Restored, restoreCatalog } from './restore.ts';
