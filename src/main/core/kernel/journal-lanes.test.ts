import { expect, it } from 'vitest';
import { temporaryKernel, testActor } from '../testing/temporary-core.ts';
import { granted, type Kernel, listNotifications, listOperations } from './index.ts';
import { laneHeads, longestDelayMs } from './lane-heads.ts';

const subject = { kind: 'host', id: 'h1' };
const day = 24 * 60 * 60_000;

async function intend(kernel: Kernel, operations: { id: string; kind: string; lane: string }[]): Promise<void> {
  const result = await kernel.write.run(testActor, async (unit) => {
    for (const operation of operations)
      unit.intend({ ...operation, subject, summary: operation.id, payload: {}, maximumAttempts: 3 });
    return granted(undefined);
  });
  if (!result.ok) throw new Error(result.refusal.message);
}

const stateOf = async (kernel: Kernel, id: string) =>
  (await listOperations(kernel.reader, { limit: 500 })).operations.find((operation) => operation.id === id)?.state;

it('lets no busy lane hold up another, however much waits in it', async () => {
  await using core = temporaryKernel();
  const { kernel } = core;
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  kernel.journal.handle('hang', async () => {
    await held;
    return { outcome: 'done' };
  });
  kernel.journal.handle('poke', async () => ({ outcome: 'done' }));
  await kernel.journal.start();
  await intend(
    kernel,
    Array.from({ length: 600 }, (_, index) => ({ id: `hang-${index}`, kind: 'hang', lane: 'h1' })),
  );
  await intend(kernel, [{ id: 'poke', kind: 'poke', lane: 'h2' }]);
  await expect.poll(() => stateOf(kernel, 'poke')).toBe('done');
  release();
  await kernel.journal.stop();
});

it('carries out more lanes than it runs at once or reads at once', async () => {
  await using core = temporaryKernel();
  const { kernel } = core;
  let running = 0;
  let most = 0;
  kernel.journal.handle('poke', async () => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setImmediate(resolve));
    running -= 1;
    return { outcome: 'done' };
  });
  await intend(
    kernel,
    Array.from({ length: 700 }, (_, index) => ({ id: `poke-${index}`, kind: 'poke', lane: `h${index % 350}` })),
  );
  await kernel.journal.start();
  await kernel.journal.idle();
  const open = await kernel.reader.selectFrom('operation').select('id').where('state', '!=', 'done').execute();
  expect([open, most]).toEqual([[], 16]);
});

it('keeps the order of a lane when the first has to be tried again, and goes on when it has failed', async () => {
  await using core = temporaryKernel();
  const { kernel, clock } = core;
  const order: string[] = [];
  kernel.journal.handle('define', async (operation) => {
    order.push(`${operation.id} ${operation.attempts}`);
    return { outcome: 'again', reason: 'Not yet.' };
  });
  kernel.journal.handle('start', async (operation) => {
    order.push(operation.id);
    return { outcome: 'done' };
  });
  await kernel.journal.start();
  // Ids are made by callers, so they say nothing about the order.
  await intend(kernel, [
    { id: 'z-define', kind: 'define', lane: 'h1' },
    { id: 'a-start', kind: 'start', lane: 'h1' },
    { id: 'other', kind: 'start', lane: 'h2' },
  ]);
  await kernel.journal.idle();
  for (let round = 0; round < 20 && order.at(-1) !== 'a-start'; round++) {
    await clock.advance(500);
    await kernel.journal.idle();
  }
  expect(order).toEqual(['z-define 1', 'other', 'z-define 2', 'z-define 3', 'a-start']);
});

it('puts one that is retried before the younger ones of its lane', async () => {
  await using core = temporaryKernel();
  const { kernel, clock } = core;
  const order: string[] = [];
  let works = false;
  kernel.journal.handle('define', async (operation) => {
    order.push(operation.id);
    return works ? { outcome: 'done' } : { outcome: 'failed', reason: 'No.' };
  });
  kernel.journal.handle('start', async (operation) => {
    order.push(operation.id);
    return works ? { outcome: 'done' } : { outcome: 'again', reason: 'Not defined.' };
  });
  await kernel.journal.start();
  await intend(kernel, [
    { id: 'define', kind: 'define', lane: 'h1' },
    { id: 'start', kind: 'start', lane: 'h1' },
  ]);
  await kernel.journal.idle();
  works = true;
  await kernel.journal.retry(testActor, 'define');
  await kernel.journal.idle();
  await clock.advance(2000);
  await kernel.journal.idle();
  expect(order).toEqual(['define', 'start', 'define', 'start']);
});

it('does not wait for a time that a clock set back has put a day away', async () => {
  await using core = temporaryKernel();
  const { kernel, clock } = core;
  await intend(kernel, [
    { id: 'future', kind: 'poke', lane: 'h1' },
    { id: 'soon', kind: 'poke', lane: 'h2' },
  ]);
  const put = (id: string, nextAttemptAtMs: number) =>
    kernel.write.run(testActor, async ({ tx }) => {
      await tx.updateTable('operation').set({ nextAttemptAtMs }).where('id', '=', id).execute();
      return granted(undefined);
    });
  await put('future', clock.nowMs() + day);
  await put('soon', clock.nowMs() + longestDelayMs);
  kernel.journal.handle('poke', async () => ({ outcome: 'done' }));
  await kernel.journal.start();
  await kernel.journal.idle();
  expect([await stateOf(kernel, 'future'), await stateOf(kernel, 'soon')]).toEqual(['done', 'queued']);
  await clock.advance(longestDelayMs);
  await kernel.journal.idle();
  expect(await stateOf(kernel, 'soon')).toBe('done');
});

it('fails one that was cut off at its last attempt, instead of ending core again at every start', async () => {
  await using core = temporaryKernel();
  const { kernel, clock } = core;
  let runs = 0;
  kernel.journal.handle('poke', async () => {
    runs += 1;
    return { outcome: 'done' };
  });
  await intend(kernel, [{ id: 'poke', kind: 'poke', lane: 'h1' }]);
  await kernel.write.run(testActor, async ({ tx }) => {
    await tx.updateTable('operation').set({ state: 'running', attempts: 3, nextAttemptAtMs: null }).execute();
    return granted(undefined);
  });
  await kernel.journal.start();
  await kernel.journal.idle();
  expect([runs, await stateOf(kernel, 'poke')]).toEqual([0, 'failed']);
  expect((await listNotifications(kernel.reader, clock.nowMs(), 10)).notifications).toMatchObject([
    { severity: 'critical', title: 'poke: failed', body: expect.stringContaining('Tried 3 times') },
  ]);
});

it('does not count an attempt that ended because Headroom closes', async () => {
  await using core = temporaryKernel();
  const { kernel } = core;
  kernel.journal.handle('poke', async (_operation, _payload, signal) => {
    await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
    return { outcome: 'failed', reason: 'Cancelled.' };
  });
  await kernel.journal.start();
  await intend(kernel, [{ id: 'poke', kind: 'poke', lane: 'h1' }]);
  await expect.poll(() => stateOf(kernel, 'poke')).toBe('running');
  await kernel.journal.stop();
  expect((await listOperations(kernel.reader, { limit: 10 })).operations).toMatchObject([
    { state: 'queued', attempts: 0, reason: expect.stringContaining('closed') },
  ]);
  expect(await kernel.reader.selectFrom('notification').select('id').execute()).toEqual([]);
});

it('finds the heads through the index of what is pending, lane by lane', async () => {
  await using core = temporaryKernel();
  const { catalog } = core.kernel;
  const { sql, parameters } = laneHeads(0, 10).compile(catalog.reader);
  const { CompiledQuery } = await import('kysely');
  const plan = await catalog.read<{ detail: string }>(CompiledQuery.raw(`explain query plan ${sql}`, [...parameters]));
  const details = plan.map(({ detail }) => detail);
  expect(details.filter((detail) => detail.includes('operation_pending')).length).toBe(3);
  expect(details.filter((detail) => /SCAN (?!lanes)/.test(detail))).toEqual([]);
});
