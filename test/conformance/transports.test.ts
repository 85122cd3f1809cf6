/** What every transport must do alike. Each runs against a real core on a real catalog. */
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DisconnectedError, followFeed } from '../../src/shared/client/index.ts';
import type { FeedBatch } from '../../src/shared/contract/index.ts';
import { operator, portStage, type Stage, socketStage } from './transports.ts';

/** Polls a condition; generous, because a busy machine is slow and not wrong. */
const soon = (check: () => unknown) => vi.waitFor(check, { timeout: 20_000, interval: 5 });

describe.each([
  ['WebSocket', socketStage],
  ['MessagePort', portStage],
] as const)('%s', (_name, start) => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await start();
  });
  afterEach(async () => {
    await stage.stop();
    expect(stage.defects).toEqual([]);
  });

  const publish = (count: number, topic = 'test') =>
    stage.core.kernel.feed.publish(Array.from({ length: count }, () => ({ topic, change: 'updated' as const })));
  /** The integrity check at start says one thing of its own; after it only the test speaks. */
  const quiet = async (connection: ReturnType<Stage['connect']>) =>
    soon(async () => expect((await connection.client.system.info()).catalog.integrity).toBe('sound'));
  const started = async (connection: ReturnType<Stage['connect']>) => {
    await quiet(connection);
    return (await connection.client.feed.read({ waitMs: 0 })).cursor;
  };

  it('answers a call as the operator who is behind the channel', async () => {
    const info = await stage.connect().client.system.info();
    expect(info).toMatchObject({ program: 'Headroom', operator, catalog: { mode: 'own' } });
  });

  it('carries a refusal with its code, reasons and what to do', async () => {
    const call = stage.connect().client.jobs.cancel({ id: randomUUID() });
    await expect(call).rejects.toMatchObject({
      code: 'REFUSED',
      defined: true,
      data: { code: 'job.unknown', whatToDo: expect.any(String) },
    });
  });

  it('refuses input that does not fit the contract, before anything runs', async () => {
    const call = stage.connect().client.jobs.cancel({ id: 'not an id' });
    await expect(call).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  });

  it('interleaves 200 calls and gives each its own answer', async () => {
    const { client } = stage.connect();
    const keys = Array.from({ length: 200 }, (_, index) => index + 1);
    const answers = await Promise.all(
      keys.map((limit) => client.feed.read({ limit: Math.min(limit, 1000), waitMs: 0 })),
    );
    expect(answers.every((answer) => answer.resync === false)).toBe(true);
  });

  it('delivers events in order to a reader that follows', async () => {
    const connection = stage.connect();
    await quiet(connection);
    const stop = new AbortController();
    const feed = followFeed(connection, stop.signal);
    const first = feed.next();
    await soon(() => expect(stage.core.kernel.feed.waitingCount).toBe(1));
    publish(3);
    const { value } = (await first) as { value: FeedBatch };
    expect(value.events.map((event) => event.sequence - (value.events[0]?.sequence ?? 0))).toEqual([0, 1, 2]);
    stop.abort();
    expect((await feed.next()).done).toBe(true);
    await soon(() => expect(stage.core.kernel.feed.waitingCount).toBe(0));
  });

  it('tells a reader that fell behind the ring to read again, and holds no more for it than the ring', async () => {
    const connection = stage.connect();
    const { client } = connection;
    const cursor = await started(connection);
    publish(20_000);
    const batch = await client.feed.read({ cursor, waitMs: 0 });
    expect(batch).toMatchObject({ resync: true, events: [] });
    publish(1);
    expect((await client.feed.read({ cursor: batch.cursor, waitMs: 0 })).events).toHaveLength(1);
  });

  it('streams batches, and stops the stream in core when the reader stops', async () => {
    const connection = stage.connect();
    await quiet(connection);
    const { client } = connection;
    const stream = await client.feed.watch({});
    const first = stream.next();
    await soon(() => expect(stage.core.kernel.feed.waitingCount).toBe(1));
    publish(2);
    expect(((await first).value as FeedBatch).events).toHaveLength(2);
    await stream.return?.();
    await soon(() => expect(stage.core.kernel.feed.waitingCount).toBe(0));
  });

  it('cancels a call in core when its caller gives up', async () => {
    const connection = stage.connect();
    const cursor = await started(connection);
    const stop = new AbortController();
    const call = connection.client.feed.read({ cursor, waitMs: 25_000 }, { signal: stop.signal });
    await soon(() => expect(stage.core.kernel.feed.waitingCount).toBe(1));
    stop.abort();
    await expect(call).rejects.toThrow();
    await soon(() => expect(stage.core.kernel.feed.waitingCount).toBe(0));
  });

  it('ends calls in flight with a typed error when the channel breaks, connects again, and goes on from its cursor', async () => {
    const connection = stage.connect();
    const cursor = await started(connection);
    const call = connection.client.feed.read({ cursor, waitMs: 25_000 });
    const ended = expect(call).rejects.toBeInstanceOf(DisconnectedError);
    await soon(() => expect(stage.core.kernel.feed.waitingCount).toBe(1));
    stage.cut();
    await ended;
    publish(4);
    // Asked while away: waits for the connection instead of failing.
    const batch = await connection.client.feed.read({ cursor, waitMs: 0 });
    expect(batch.resync).toBe(false);
    expect(batch.events).toHaveLength(4);
    expect(connection.state.kind).toBe('connected');
    await soon(() => expect(stage.core.kernel.feed.waitingCount).toBe(0));
  });

  it('says resync after core was started again', async () => {
    const connection = stage.connect();
    const cursor = await started(connection);
    await stage.restart();
    // A socket's token ends with the run of core; the stage hands out the new one at the next dial.
    // A call that was on its way when core ended says so; the next one meets the new core.
    await soon(async () => expect((await connection.client.feed.read({ cursor, waitMs: 0 })).resync).toBe(true));
  });

  it('closes a channel that floods it with calls, and serves the others', async () => {
    const flooding = stage.connect();
    const other = stage.connect();
    const cursor = await started(flooding);
    await started(other);
    const calls = Array.from({ length: 600 }, () => flooding.client.feed.read({ cursor, waitMs: 25_000 }));
    const outcomes = await Promise.allSettled(calls);
    expect(
      outcomes.every((outcome) => outcome.status === 'rejected' && outcome.reason instanceof DisconnectedError),
    ).toBe(true);
    expect(await other.client.system.info()).toMatchObject({ program: 'Headroom' });
    await soon(() => expect(stage.core.kernel.feed.waitingCount).toBe(0));
  });

  it.each([
    '',
    'not json',
    '{}',
    '[]',
    'null',
    '{"i":"1","p":{}}',
    '{"i":"1","p":{"u":5}}',
    `{"i":"${'9'.repeat(10_000)}"`,
  ])('closes a channel that sends %j', async (message) => {
    expect(await stage.sendRaw(message)).toBe('closed');
    expect(await stage.connect().client.system.info()).toMatchObject({ program: 'Headroom' });
  });

  it('closes a channel that asks twice for one item of a stream', async () => {
    // Some may be answered by an event of core's own; of five at once two are open together.
    expect(await stage.sendRaw('[1,"feed.watch",{}]', '[1,1]', '[1,1]', '[1,1]', '[1,1]', '[1,1]')).toBe('closed');
  });

  it('never gives a call the answer of one that was given up under the same id', async () => {
    const { channel, next } = stage.openRaw();
    channel('[7,"customers.duplicates",{}]');
    channel('[7]');
    channel('[7,"jobs.list"]');
    expect(JSON.parse(await next())).toEqual([7, 0, []]);
  });

  it('answers input whose meta makes no sense as bad, and goes on', async () => {
    const { channel, next } = stage.openRaw();
    channel('[1,"tags.of",{"kind":"customer"},[[5,"__proto__","x"],["a"]]]');
    expect(JSON.parse(await next())).toMatchObject([1, 1, { code: 'BAD_REQUEST' }]);
    channel('[2,"jobs.list"]');
    expect(JSON.parse(await next())).toEqual([2, 0, []]);
  });

  it('leaves nothing behind in core for 50 connections that come and go', async () => {
    for (let round = 0; round < 50; round++) {
      const connection = stage.connect();
      const cursor = await started(connection);
      const call = connection.client.feed.read({ cursor, waitMs: 25_000 }).catch(() => undefined);
      await soon(() => expect(stage.core.kernel.feed.waitingCount).toBe(1));
      connection.close();
      await call;
      await soon(() => expect(stage.core.kernel.feed.waitingCount).toBe(0));
    }
  });
});
