/**
 * A month at a few consoles in virtual time, from one seed: operators create, edit and archive customers, effects fail
 * and are tried again, core stops and starts, windows follow the feed and drop off it. The code is the product's; only
 * time and chance are injected, so a seed that fails can be replayed: `SIM_SEED=n npm test -- simulation`.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCatalog } from '../../src/main/core/adapters/sqlite/index.ts';
import {
  archiveCustomer,
  createCustomer,
  editCustomer,
  getCustomer,
  restoreCustomer,
} from '../../src/main/core/customers/index.ts';
import {
  createKernel,
  granted,
  type Kernel,
  type Random,
  seededRandom,
  VirtualClock,
} from '../../src/main/core/kernel/index.ts';
import type { Actor } from '../../src/shared/contract/index.ts';
import { customerOf, idOf } from '../kill/requests.ts';

/** In memory where there is such a place: durability is the kill test's subject, and half of this one's time. */
const scratch = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

export interface History {
  /** What was answered "done", in order; the same seed gives the same history. */
  readonly acknowledged: string[];
  readonly refused: Record<string, number>;
  readonly restarts: number;
  readonly resyncs: number;
  readonly effects: { readonly intended: number; readonly carriedOut: ReadonlyMap<string, number> };
}

/** What one window believes, kept fresh by the feed alone. */
class Window {
  readonly notes = new Map<string, string>();
  #cursor: string | undefined;
  resyncs = 0;

  async look(kernel: Kernel): Promise<void> {
    const batch = kernel.feed.read(this.#cursor, 1000);
    const isFirst = this.#cursor === undefined;
    this.#cursor = batch.cursor;
    if (batch.resync || isFirst) {
      if (batch.resync) this.resyncs += 1;
      this.notes.clear();
      for (const row of await kernel.reader.selectFrom('customer').select(['id', 'notes', 'state']).execute()) {
        this.notes.set(row.id, `${row.state} ${row.notes}`);
      }
      return;
    }
    const changed = new Set(
      batch.events.flatMap((event) => (event.subject?.kind === 'customer' ? [event.subject.id] : [])),
    );
    for (const id of changed) {
      const found = await getCustomer(kernel, { id });
      if (found.ok) this.notes.set(id, `${found.value.state} ${found.value.notes}`);
    }
  }
}

export async function simulate(seed: number, steps: number): Promise<History> {
  const folder = mkdtempSync(join(scratch, 'headroom-sim-'));
  const random = seededRandom(seed);
  const clock = new VirtualClock(Date.UTC(2026, 10, 1));
  const acknowledged: string[] = [];
  const refused: Record<string, number> = {};
  const carriedOut = new Map<string, number>();
  const windows = [new Window(), new Window(), new Window()];
  let intended = 0;
  let restarts = 0;
  let kernel = await start(folder, clock, random, carriedOut);
  try {
    for (let step = 0; step < steps; step++) {
      await clock.advance(Math.floor(random.draw() * 120_000));
      const choice = random.draw();
      if (choice < 0.03) {
        await kernel.close();
        restarts += 1;
        kernel = await start(folder, clock, random, carriedOut);
      } else if (choice < 0.15) {
        const id = await intend(kernel, Math.floor(random.draw() * 4));
        intended += 1;
        acknowledged.push(`intend ${id}`);
      } else {
        const outcome = await act(kernel, random, step);
        if (outcome.ok) acknowledged.push(outcome.what);
        else refused[outcome.what] = (refused[outcome.what] ?? 0) + 1;
      }
      // Each window looks when it gets round to it.
      for (const window of windows) if (random.draw() < 0.4) await window.look(kernel);
    }
    await quiet(kernel, clock);
    await check(kernel, windows, acknowledged, intended);
  } finally {
    await kernel.close();
    rmSync(folder, { recursive: true, force: true });
  }
  return {
    acknowledged,
    refused,
    restarts,
    resyncs: windows.reduce((sum, window) => sum + window.resyncs, 0),
    effects: { intended, carriedOut },
  };
}

async function start(
  folder: string,
  clock: VirtualClock,
  random: Random,
  carriedOut: Map<string, number>,
): Promise<Kernel> {
  const opened = openCatalog(folder);
  if (!opened.ok) throw new Error(opened.refusal.message);
  const kernel = createKernel({
    catalog: opened.value,
    clock,
    random,
    onDefect: (error) => {
      throw error;
    },
  });
  kernel.journal.handle('host.poke', async (operation) => {
    if (random.draw() < 0.3) throw new Error('no answer');
    carriedOut.set(operation.id, (carriedOut.get(operation.id) ?? 0) + 1);
    return { outcome: 'done' };
  });
  await kernel.journal.start();
  await kernel.journal.idle();
  return kernel;
}

async function intend(kernel: Kernel, host: number): Promise<string> {
  const result = await kernel.write.run({ kind: 'scheduler', name: 'sim' }, async (unit) =>
    granted(
      unit.intend({
        kind: 'host.poke',
        lane: `h${host}`,
        subject: { kind: 'host', id: `h${host}` },
        summary: 'Poke',
        payload: {},
        maximumAttempts: 50,
      }),
    ),
  );
  if (!result.ok) throw new Error(result.refusal.message);
  await kernel.journal.idle();
  return result.value;
}

async function act(kernel: Kernel, random: Random, step: number): Promise<{ ok: boolean; what: string }> {
  const actor: Actor = { kind: 'os-user', name: random.draw() < 0.5 ? 'ingrid' : 'olav' };
  const number = Math.floor(random.draw() * 25);
  const id = idOf(number);
  const choice = random.draw();
  if (choice < 0.4) {
    const result = await createCustomer(kernel, actor, { ...customerOf(number), id, tags: {} });
    return result.ok
      ? { ok: true, what: `create ${id} ${result.value.revision}` }
      : { ok: false, what: result.refusal.code };
  }
  if (choice < 0.7) {
    // An operator whose form is a little old: the revision is the one before in one of five edits.
    const current = await getCustomer(kernel, { id });
    const revision = Math.max(1, (current.ok ? current.value.revision : 1) - (random.draw() < 0.2 ? 1 : 0));
    const result = await editCustomer(kernel, actor, { ...customerOf(number), notes: `step ${step}`, id, revision });
    return result.ok
      ? { ok: true, what: `edit ${id} ${result.value.revision}` }
      : { ok: false, what: result.refusal.code };
  }
  const command = choice < 0.85 ? archiveCustomer : restoreCustomer;
  const result = await command(kernel, actor, { id });
  return result.ok
    ? { ok: true, what: `${result.value.state} ${id} ${result.value.revision}` }
    : { ok: false, what: result.refusal.code };
}

/** Lets every effect come to its end. */
async function quiet(kernel: Kernel, clock: VirtualClock): Promise<void> {
  for (let round = 0; round < 500; round++) {
    await kernel.journal.idle();
    const open = await kernel.reader
      .selectFrom('operation')
      .select('id')
      .where('state', 'in', ['queued', 'running'])
      .executeTakeFirst();
    if (open === undefined) return;
    await clock.advance(60_000);
  }
  throw new Error('Effects are still open after 500 minutes');
}

async function check(
  kernel: Kernel,
  windows: readonly Window[],
  acknowledged: readonly string[],
  intended: number,
): Promise<void> {
  const rows = await kernel.reader
    .selectFrom('customer')
    .select(['id', 'notes', 'state', 'revision'])
    .orderBy('id')
    .execute();
  for (const window of windows) {
    await window.look(kernel);
    const believed = [...window.notes].sort(([a], [b]) => a.localeCompare(b));
    const real = rows
      .map((row): [string, string] => [row.id, `${row.state} ${row.notes}`])
      .sort(([a], [b]) => a.localeCompare(b));
    if (JSON.stringify(believed) !== JSON.stringify(real))
      throw new Error('A window that followed the feed believes something that is not so');
  }
  for (const row of rows) {
    const changes = await kernel.reader
      .selectFrom('activitySubject')
      .innerJoin('activity', 'activity.sequence', 'activitySubject.sequence')
      .where('activitySubject.id', '=', row.id)
      .select('command')
      .execute();
    if (changes.length !== row.revision)
      throw new Error(`${row.id} is at revision ${row.revision} and has ${changes.length} activity entries`);
    if (!acknowledged.some((what) => what.includes(`${row.id} ${row.revision}`)))
      throw new Error(`The last change of ${row.id} was never acknowledged`);
  }
  const done = await kernel.reader.selectFrom('operation').select('state').execute();
  if (done.length !== intended || done.some(({ state }) => state !== 'done'))
    throw new Error(`${intended} effects were intended, ${done.length} are on record`);
}
