import { rmSync, writeFileSync } from 'node:fs';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { granted } from '../kernel/index.ts';
import { temporaryKernel, testActor } from '../testing/temporary-core.ts';
import { watchIntegrity } from './index.ts';

/** A worker is a thread with modules of its own to load. */
const patience = { timeout: 20_000 };

const rethrow = (error: unknown) => {
  throw error;
};

it('calls a sound catalog sound, after the time it was given, and tells the windows', async () => {
  await using core = temporaryKernel();
  const { kernel, clock } = core;
  const { cursor } = kernel.feed.read(undefined, 10);
  const integrity = watchIntegrity(kernel, 1500, rethrow);
  await clock.advance(1499);
  expect(integrity()).toEqual({ state: 'checking', detail: null });
  await clock.advance(1);
  await expect.poll(() => integrity().state, patience).toBe('sound');
  expect(kernel.feed.read(cursor, 10).events).toMatchObject([{ topic: 'system', change: 'updated' }]);
});

it('takes no change from when damage is found, and says how to restore', async () => {
  await using core = temporaryKernel();
  const { kernel, clock } = core;
  const integrity = watchIntegrity(kernel, 0, rethrow);
  await sql`pragma wal_checkpoint(truncate)`.execute(kernel.catalog.writer);
  writeFileSync(kernel.catalog.path, 'no database at all');
  await clock.advance(0);
  await expect.poll(() => integrity().state, patience).toBe('damaged');
  expect(integrity().detail).toContain('not a database');
  expect(await kernel.write.run(testActor, async () => granted(1))).toMatchObject({
    ok: false,
    refusal: { code: 'catalog.damaged', whatToDo: expect.stringMatching(/--restore .*-wal and -shm/) },
  });
});

it('says that it does not know when the check itself fails, and changes go on', async () => {
  await using core = temporaryKernel();
  const { kernel, clock } = core;
  const defects: unknown[] = [];
  const integrity = watchIntegrity(kernel, 0, (error) => void defects.push(error));
  rmSync(kernel.catalog.path);
  await clock.advance(0);
  await expect.poll(() => integrity().state, patience).toBe('unknown');
  expect(integrity().detail).toContain('unable to open');
  expect(defects).toHaveLength(1);
  expect((await kernel.write.run(testActor, async () => granted(1))).ok).toBe(true);
});

it('is damaged as soon as a change met damage, whatever the check said', async () => {
  await using core = temporaryKernel();
  const { kernel, clock } = core;
  const integrity = watchIntegrity(kernel, 0, rethrow);
  await clock.advance(0);
  await expect.poll(() => integrity().state, patience).toBe('sound');
  await kernel.write.run(testActor, async () => {
    throw Object.assign(new Error('malformed'), { code: 'SQLITE_CORRUPT' });
  });
  expect(integrity()).toEqual({ state: 'damaged', detail: 'The database said: SQLITE_CORRUPT.' });
});
