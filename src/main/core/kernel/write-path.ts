import type { Actor } from '../../../shared/contract/index.ts';
import type { Refusal } from '../../../shared/refusal.ts';
import { insertActivity, type NewActivity } from './activity-log.ts';
import type { Catalog, CatalogTransaction } from './catalog.ts';
import type { Clock } from './clock.ts';
import { insertDecisions, type NewDecision } from './decision-log.ts';
import type { Feed, NewFeedEvent } from './feed.ts';
import { insertOperations, type NewOperation } from './journal.ts';
import { insertNotifications, type NewNotification } from './notifications.ts';
import { type Result, refused } from './result.ts';

/** One mutation's view of the world: its transaction, its moment, and all that it wants written beside its rows. */
export interface UnitOfWork {
  readonly tx: CatalogTransaction;
  readonly nowMs: number;
  readonly actor: Actor;
  newId(): string;
  /** Who did what: exactly one entry a mutation, more where one call changes many things. */
  record(entry: NewActivity): void;
  decide(decision: NewDecision): string;
  intend(operation: NewOperation): string;
  notify(notification: NewNotification): void;
  publish(event: NewFeedEvent): void;
}

/** Far more than a person or a scheduler queues; a caller that hits it is told to slow down instead of filling memory. */
const maximumQueued = 10_000;
const damagedCode = 'catalog.damaged';

/**
 * The only way to change the catalog: one mutation at a time, one transaction each, events after the commit.
 * Nothing here or below may call a hypervisor; effects are intended and the journal carries them out.
 */
export class WritePath {
  readonly #catalog: Catalog;
  readonly #clock: Clock;
  readonly #newId: () => string;
  readonly #feed: Feed;
  readonly #onIntended: () => void;
  #tail: Promise<unknown> = Promise.resolve();
  #queued = 0;
  #closed: Refusal | undefined;

  constructor(parts: { catalog: Catalog; clock: Clock; newId: () => string; feed: Feed; onIntended: () => void }) {
    this.#catalog = parts.catalog;
    this.#clock = parts.clock;
    this.#newId = parts.newId;
    this.#feed = parts.feed;
    this.#onIntended = parts.onIntended;
  }

  /** From now on every mutation is refused with this: the catalog is damaged, or core is closing. */
  close(refusal: Refusal): void {
    this.#closed = refusal;
  }

  /** Why no change is taken any more; undefined while changes are taken. */
  get closed(): Refusal | undefined {
    return this.#closed;
  }

  /** Resolves when all that was asked before has ended. */
  async settled(): Promise<void> {
    await this.#tail;
  }

  run<Value>(actor: Actor, work: (unit: UnitOfWork) => Promise<Result<Value>>): Promise<Result<Value>> {
    if (this.#closed) return Promise.resolve({ ok: false, refusal: this.#closed });
    if (this.#queued >= maximumQueued) {
      return Promise.resolve(
        refused({
          code: 'catalog.too-busy',
          message: `${maximumQueued} changes are waiting already. This one was not made.`,
          whatToDo: 'Try again in a few seconds.',
        }),
      );
    }
    this.#queued += 1;
    const turn = this.#tail.then(() => this.#runNow(actor, work));
    this.#tail = turn
      .catch(() => undefined)
      .finally(() => {
        this.#queued -= 1;
      })
      .then(() => this.#clock.turn());
    return turn;
  }

  async #runNow<Value>(actor: Actor, work: (unit: UnitOfWork) => Promise<Result<Value>>): Promise<Result<Value>> {
    if (this.#closed) return { ok: false, refusal: this.#closed };
    const activity: NewActivity[] = [];
    const decisions: (NewDecision & { id: string })[] = [];
    const operations: (NewOperation & { id: string })[] = [];
    const notifications: (NewNotification & { id: string })[] = [];
    const events: NewFeedEvent[] = [];
    const nowMs = this.#clock.nowMs();
    const makeId = this.#newId;
    const stamp = { actor, nowMs };
    try {
      const result = await this.#inTransaction<Result<Value>>(async (tx) => {
        const outcome = await work({
          tx,
          nowMs,
          actor,
          newId: makeId,
          record: (entry) => void activity.push(entry),
          decide(decision) {
            const id = makeId();
            decisions.push({ ...decision, id });
            return id;
          },
          intend(operation) {
            const id = operation.id ?? makeId();
            operations.push({ ...operation, id });
            return id;
          },
          notify: (notification) => void notifications.push({ ...notification, id: makeId() }),
          publish: (event) => void events.push(event),
        });
        if (!outcome.ok) return { keep: false, value: outcome };
        await insertActivity(tx, stamp, activity);
        await insertDecisions(tx, stamp, decisions);
        await insertOperations(tx, stamp, operations);
        await insertNotifications(tx, stamp, notifications);
        return { keep: true, value: outcome };
      });
      if (!result.ok) {
        // What was refused changes nothing, but why it was refused stays on record.
        if (decisions.length > 0) {
          await this.#inTransaction(async (tx) => {
            await insertDecisions(tx, stamp, decisions);
            return { keep: true, value: undefined };
          });
          this.#feed.publish([{ topic: 'decisions', change: 'created' }]);
        }
        return result;
      }
      if (activity.length > 0) events.push({ topic: 'activity', change: 'created' });
      if (decisions.length > 0) events.push({ topic: 'decisions', change: 'created' });
      if (operations.length > 0) events.push({ topic: 'operations', change: 'created' });
      if (notifications.length > 0) events.push({ topic: 'notifications', change: 'created' });
      this.#feed.publish(events);
      if (operations.length > 0) this.#onIntended();
      return result;
    } catch (error) {
      const refusal = this.#catalog.explainFailure(error);
      if (refusal === undefined) throw error;
      if (refusal.code === damagedCode) this.#closeDamaged(refusal);
      return { ok: false, refusal };
    }
  }

  /** The check of the whole file may not have come to that page, and another change might make it worse. */
  #closeDamaged(refusal: Refusal): void {
    if (this.#closed !== undefined) return;
    this.close(refusal);
    this.#feed.publish([{ topic: 'system', change: 'updated' }]);
  }

  async #inTransaction<Value>(
    body: (tx: CatalogTransaction) => Promise<{ keep: boolean; value: Value }>,
  ): Promise<Value> {
    const transaction = await this.#catalog.writer.startTransaction().execute();
    try {
      const { keep, value } = await body(transaction);
      await (keep ? transaction.commit() : transaction.rollback()).execute();
      return value;
    } catch (error) {
      if (!transaction.isCommitted && !transaction.isRolledBack) {
        // SQLite may have rolled back by itself (a full disk); then there is nothing left to undo.
        await transaction
          .rollback()
          .execute()
          .catch(() => undefined);
      }
      throw error;
    }
  }
}
