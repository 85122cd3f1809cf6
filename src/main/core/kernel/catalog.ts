import type { Compilable, CompiledQuery, Generated, Kysely, Transaction } from 'kysely';
import type { Actor } from '../../../shared/contract/index.ts';
import type { Refusal } from '../../../shared/refusal.ts';

/**
 * Every table of the catalog. The kernel declares its own; each module adds its tables beside its store with
 * `declare module '../kernel/catalog.ts' { interface CatalogTables { … } }`, so that the kernel knows no module.
 */
export interface CatalogTables {
  meta: { key: string; value: string };
  activity: {
    sequence: Generated<number>;
    atMs: number;
    actorKind: Actor['kind'];
    actorName: string;
    command: string;
    summary: string;
    changes: string;
  };
  activitySubject: { sequence: number; kind: string; id: string };
  decision: {
    id: string;
    atMs: number;
    kind: string;
    outcome: string;
    summary: string;
    reasons: string;
    inputs: string;
    actorKind: Actor['kind'];
    actorName: string;
  };
  decisionSubject: { decisionId: string; kind: string; id: string };
  operation: {
    /** The order in which they were intended, which the operations of one lane keep. */
    sequence: Generated<number>;
    id: string;
    kind: string;
    lane: string;
    subjectKind: string;
    subjectId: string;
    summary: string;
    payload: string;
    state: string;
    attempts: number;
    maximumAttempts: number;
    nextAttemptAtMs: number | null;
    reason: string | null;
    actorKind: Actor['kind'];
    actorName: string;
    createdAtMs: number;
    updatedAtMs: number;
  };
  notification: {
    id: string;
    atMs: number;
    severity: string;
    title: string;
    body: string;
    route: string | null;
    readAtMs: number | null;
    snoozedUntilMs: number | null;
  };
}

export type CatalogReader = Kysely<CatalogTables>;
export type CatalogTransaction = Transaction<CatalogTables>;

export type BackupOutcome = 'backed-up' | 'name-taken';

/** Said by the check of the whole file, and by the first change that meets the damage. */
export const damagedCatalog = (path: string, reasons: string[]): Refusal => ({
  code: 'catalog.damaged',
  message: `${path} is damaged. Nothing was written, and no change is taken until it is restored.`,
  reasons,
  whatToDo:
    'Stop Headroom and start it with --restore and the path of the latest backup. That keeps the damaged catalog aside, together with its -wal and -shm files, which must never be left beside a restored one.',
});

/** What the kernel needs of a database; `adapters/` gives it. */
export interface Catalog {
  /** Sees committed rows only, also while a mutation is under way. */
  readonly reader: CatalogReader;
  readonly writer: Kysely<CatalogTables>;
  /**
   * Reads committed rows by the shortest way: a point read costs a third of `reader.…execute()`, and a sixth as a
   * statement written out (`CompiledQuery.raw`), which is for hot paths that have a bench.
   */
  read<Row>(query: Compilable<Row> | CompiledQuery<Row>): Promise<Row[]>;
  readonly path: string;
  readonly engineVersion: string;
  /** The newest migration that was applied. */
  readonly schemaVersion: string;
  /** A full disk or a read-only file is an answer for the operator, not a defect. Undefined: it is a defect. */
  explainFailure(error: unknown): Refusal | undefined;
  /**
   * Copies the catalog to a file while it is in use, for this operation. Harmless to repeat after a kill at any point;
   * a file that is there and is not this backup is left as it is.
   */
  backup(
    to: { path: string; operationId: string },
    progress: (fraction: number) => void,
    signal: AbortSignal,
  ): Promise<BackupOutcome>;
  /** Reads the whole file in a worker. An empty list means sound. */
  checkIntegrity(): Promise<string[]>;
  sizeBytes(): number;
  close(): Promise<void>;
}
