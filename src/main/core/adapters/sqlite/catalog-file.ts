export const catalogFile = 'catalog.db';
