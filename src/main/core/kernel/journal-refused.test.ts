import Database from 'better-sqlite3';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { temporaryKernel, testActor } from '../testing/temporary-core.ts';
import { granted, type Kernel, listOperations } from './index.ts';

const subject = { kind: 'host', id: 'h1' };

async function intend(kernel: Kernel, ...kinds: string[]): Promise<void> {
  const result = await kernel.write.run(testActor, async (unit) => {
    for (const kind of kinds) unit.intend({ id: kind, kind, lane: 'h1', subject, summary: kind, payload: {} });
    return granted(undefined);
  });
  if (!result.ok) throw new Error(result.refusal.message);
}

const stateOf = async (kernel: Kernel, id: string) =>
  (await listOperations(kernel.reader, { limit: 10 })).operations.find((operation) => operation.id === id)?.state;

function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

/** Another program that holds the catalog locked: every change is refused for as long as it does. */
async function lockOut(kernel: Kernel): Promise<() => void> {
  await sql`pragma busy_timeout = 0`.execute(kernel.catalog.writer);
  const other = new Database(kernel.catalog.path, { timeout: 0 });
  other.exec('begin immediate');
  return () => other.close();
}

function countTimers(kernel: Kernel): () => number {
  let timers = 0;
  const after = kernel.clock.after.bind(kernel.clock);
  kernel.clock.after = (delayMs, run) => {
    timers += 1;
    return after(delayMs, run);
  };
  return () => timers;
}

it('looks ever more seldom while no claim is taken, and goes on when one is', async () => {
  await using core = temporaryKernel();
  const { kernel, clock } = core;
  let runs = 0;
  kernel.journal.handle('poke', async () => {
    runs += 1;
    return { outcome: 'done' };
  });
  await intend(kernel, 'poke');
  const unlock = await lockOut(kernel);
  const looks = countTimers(kernel);
  try {
    await kernel.journal.start();
    await kernel.journal.idle();
    expect(looks()).toBe(1);
    kernel.journal.wake();
    await kernel.journal.idle();
    expect(looks()).toBe(1);
    await clock.advance(10 * 60_000);
    await kernel.journal.idle();
    expect(looks()).toBeGreaterThan(8);
    expect(looks()).toBeLessThan(20);
    expect(runs).toBe(0);
  } finally {
    unlock();
  }
  await clock.advance(60_000);
  await kernel.journal.idle();
  expect([runs, await stateOf(kernel, 'poke')]).toEqual([1, 'done']);
});

it('stops looking when the write path is closed for good', async () => {
  await using core = temporaryKernel();
  const { kernel, clock } = core;
  const held = gate();
  kernel.journal.handle('slow', async () => {
    await held.opened;
    return { outcome: 'done' };
  });
  kernel.journal.handle('next', async () => ({ outcome: 'done' }));
  await kernel.journal.start();
  await intend(kernel, 'slow', 'next');
  await expect.poll(() => stateOf(kernel, 'slow')).toBe('running');
  kernel.write.close({ code: 'catalog.damaged', message: 'Damaged.', reasons: [], whatToDo: 'Restore.' });
  const looks = countTimers(kernel);
  held.open();
  await kernel.journal.idle();
  await clock.advance(60 * 60_000);
  await kernel.journal.idle();
  expect(looks()).toBe(0);
  expect([await stateOf(kernel, 'slow'), await stateOf(kernel, 'next')]).toEqual(['running', 'queued']);
});

it('keeps an outcome that could not be written, and its lane, until it is written', async () => {
  await using core = temporaryKernel();
  const { kernel, clock } = core;
  const held = gate();
  let runs = 0;
  let nextRuns = 0;
  kernel.journal.handle('slow', async () => {
    runs += 1;
    await held.opened;
    return { outcome: 'failed', reason: 'No such host.' };
  });
  kernel.journal.handle('next', async () => {
    nextRuns += 1;
    return { outcome: 'done' };
  });
  await kernel.journal.start();
  await intend(kernel, 'slow', 'next');
  await expect.poll(() => stateOf(kernel, 'slow')).toBe('running');
  const unlock = await lockOut(kernel);
  const pauses = countTimers(kernel);
  held.open();
  for (let pause = 1; pause <= 3; pause++) {
    await expect.poll(pauses).toBe(pause);
    await clock.advance(1000 * 2 ** (pause - 1));
  }
  await expect.poll(pauses).toBe(4);
  expect([await stateOf(kernel, 'slow'), nextRuns]).toEqual(['running', 0]);
  unlock();
  await clock.advance(8000);
  await expect.poll(() => stateOf(kernel, 'slow')).toBe('failed');
  await kernel.journal.idle();
  expect([await stateOf(kernel, 'next'), runs, nextRuns]).toEqual(['done', 1, 1]);
});

it('takes back what was cut off as soon as the catalog can be written again', async () => {
  await using core = temporaryKernel();
  const { kernel, clock } = core;
  await intend(kernel, 'poke');
  await kernel.write.run(testActor, async ({ tx }) => {
    await tx.updateTable('operation').set({ state: 'running', attempts: 1, nextAttemptAtMs: null }).execute();
    return granted(undefined);
  });
  kernel.journal.handle('poke', async () => ({ outcome: 'done' }));
  const unlock = await lockOut(kernel);
  await kernel.journal.start();
  expect(await stateOf(kernel, 'poke')).toBe('running');
  unlock();
  await clock.advance(2000);
  await kernel.journal.idle();
  expect(await stateOf(kernel, 'poke')).toBe('done');
});

it('does not end core’s turn for good when a claim throws', async () => {
  await using core = temporaryKernel();
  const { kernel, clock } = core;
  kernel.journal.handle('poke', async () => ({ outcome: 'done' }));
  await intend(kernel, 'poke');
  await sql`create trigger defect before update on operation begin select raise(abort, 'a defect'); end`.execute(
    kernel.catalog.writer,
  );
  const defects: unknown[] = [];
  const { JournalRunner } = await import('./index.ts');
  const { reader, write, random } = kernel;
  const journal = new JournalRunner({ reader, write, clock, random, onDefect: (error) => void defects.push(error) });
  journal.handle('poke', async () => ({ outcome: 'done' }));
  await journal.start();
  await journal.idle();
  expect(defects).toHaveLength(1);
  await sql`drop trigger defect`.execute(kernel.catalog.writer);
  await clock.advance(1000);
  await journal.idle();
  expect(await stateOf(kernel, 'poke')).toBe('done');
  await journal.stop();
});
