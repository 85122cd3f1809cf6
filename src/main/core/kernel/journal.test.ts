import { expect, it } from 'vitest';
import type { Operation } from '../../../shared/contract/index.ts';
import { temporaryKernel, testActor } from '../testing/temporary-core.ts';
import { granted, type Kernel, listNotifications, listOperations } from './index.ts';

const subject = { kind: 'host', id: 'h1' };

function intend(kernel: Kernel, kind: string, lane = 'h1', maximumAttempts = 3): Promise<string> {
  return kernel.write
    .run(testActor, async (unit) =>
      granted(unit.intend({ kind, lane, subject, summary: `Do ${kind}`, payload: { n: 1 }, maximumAttempts })),
    )
    .then((result) => {
      if (!result.ok) throw new Error(result.refusal.message);
      return result.value;
    });
}

async function one(kernel: Kernel, id: string): Promise<Operation | undefined> {
  const { operations } = await listOperations(kernel.reader, { limit: 100 });
  return operations.find((operation) => operation.id === id);
}

it('carries out what was intended, once, with its payload', async () => {
  await using core = temporaryKernel();
  const { kernel } = core;
  const seen: unknown[] = [];
  kernel.journal.handle('host.poke', async (operation, payload) => {
    seen.push([operation.state, operation.attempts, payload]);
    return { outcome: 'done', note: 'poked' };
  });
  await kernel.journal.start();
  const id = await intend(kernel, 'host.poke');
  await kernel.journal.idle();
  expect(seen).toEqual([['running', 1, { n: 1 }]]);
  expect(await one(kernel, id)).toMatchObject({ state: 'done', attempts: 1, reason: 'poked', actor: testActor });
});

it('tries again with growing delays, then fails with the reason and tells the operator', async () => {
  await using core = temporaryKernel();
  const { kernel, clock } = core;
  const at: number[] = [];
  kernel.journal.handle('host.poke', async () => {
    at.push(clock.nowMs());
    throw new Error('connection refused');
  });
  await kernel.journal.start();
  const id = await intend(kernel, 'host.poke');
  await kernel.journal.idle();
  for (let round = 0; round < 20 && (await one(kernel, id))?.state !== 'failed'; round++) {
    await clock.advance(500);
    await kernel.journal.idle();
  }
  expect(await one(kernel, id)).toMatchObject({ state: 'failed', attempts: 3, reason: 'connection refused' });
  const [first = 0, second = 0, third = 0] = at;
  expect(second - first).toBeGreaterThanOrEqual(500);
  expect(third - second).toBeGreaterThan(second - first - 1);
  expect((await listNotifications(kernel.reader, clock.nowMs(), 10)).notifications).toMatchObject([
    { severity: 'critical', title: 'Do host.poke: failed' },
  ]);
});

it('retries a failed one when asked, and refuses to retry one that is done', async () => {
  await using core = temporaryKernel();
  const { kernel } = core;
  let works = false;
  kernel.journal.handle('host.poke', async () =>
    works ? { outcome: 'done' } : { outcome: 'failed', reason: 'no such host' },
  );
  await kernel.journal.start();
  const id = await intend(kernel, 'host.poke');
  await kernel.journal.idle();
  works = true;
  expect(await kernel.journal.retry(testActor, id)).toMatchObject({ ok: true });
  await kernel.journal.idle();
  expect(await one(kernel, id)).toMatchObject({ state: 'done' });
  expect(await kernel.journal.retry(testActor, id)).toMatchObject({
    ok: false,
    refusal: { code: 'operation.not-failed' },
  });
});

it('runs one lane in order and lanes beside each other', async () => {
  await using core = temporaryKernel();
  const { kernel } = core;
  const running = new Map<string, number>();
  let most = 0;
  let clash = false;
  const order: string[] = [];
  kernel.journal.handle('host.poke', async (operation) => {
    const inLane = (running.get(operation.lane) ?? 0) + 1;
    running.set(operation.lane, inLane);
    clash ||= inLane > 1;
    most = Math.max(most, [...running.values()].filter((count) => count > 0).length);
    await new Promise((resolve) => setImmediate(resolve));
    order.push(operation.id);
    running.set(operation.lane, inLane - 1);
    return { outcome: 'done' };
  });
  const ids: string[] = [];
  for (let index = 0; index < 12; index++) ids.push(await intend(kernel, 'host.poke', `h${index % 3}`));
  await kernel.journal.start();
  await kernel.journal.idle();
  expect(clash).toBe(false);
  expect(most).toBe(3);
  expect(order).toHaveLength(12);
  expect((await listOperations(kernel.reader, { state: 'done', limit: 50 })).operations).toHaveLength(12);
});

it('takes up again what was running when core ended', async () => {
  await using core = temporaryKernel();
  const { kernel } = core;
  const id = await intend(kernel, 'host.poke');
  await kernel.write.run(testActor, async ({ tx }) => {
    await tx
      .updateTable('operation')
      .set({ state: 'running', attempts: 1, nextAttemptAtMs: null })
      .where('id', '=', id)
      .execute();
    return granted(undefined);
  });
  kernel.journal.handle('host.poke', async () => ({ outcome: 'done' }));
  await kernel.journal.start();
  await kernel.journal.idle();
  expect(await one(kernel, id)).toMatchObject({ state: 'done', attempts: 2 });
});

it('fails an operation that this version does not know, instead of leaving it queued', async () => {
  await using core = temporaryKernel();
  const { kernel } = core;
  await kernel.journal.start();
  const id = await intend(kernel, 'host.future');
  await kernel.journal.idle();
  expect(await one(kernel, id)).toMatchObject({ state: 'failed', reason: expect.stringContaining('does not know') });
});
