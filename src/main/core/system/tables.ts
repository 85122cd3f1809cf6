declare module '../kernel/catalog.ts' {
  interface CatalogTables {
    accessToken: {
      id: string;
      name: string;
      secretHash: string;
      createdAtMs: number;
      lastUsedAtMs: number | null;
      revokedAtMs: number | null;
    };
  }
}

export interface AccessTokenRow {
  id: string;
  name: string;
  createdAtMs: number;
  lastUsedAtMs: number | null;
  revokedAtMs: number | null;
}
