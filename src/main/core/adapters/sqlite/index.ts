export { catalogFile, openCatalog } from './open.ts';
