import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { openCatalog } from '../adapters/sqlite/index.ts';
import { createKernel, granted, type Kernel, listNotifications, systemClock, systemRandom } from '../kernel/index.ts';
import { temporaryKernel, testActor } from '../testing/temporary-core.ts';
import { backupCatalog, carryOutBackups, identify } from './index.ts';

/** A worker is a thread with modules of its own to load. */
const patience = { timeout: 20_000 };

const operations = (kernel: Kernel) =>
  kernel.reader.selectFrom('operation').select(['state', 'attempts', 'reason']).execute();

async function ready(kernel: Kernel): Promise<void> {
  await identify(kernel, 'own');
  carryOutBackups(kernel);
  await kernel.journal.start();
}

const settled = (kernel: Kernel) =>
  expect
    .poll(async () => (await operations(kernel)).every(({ state }) => /done|failed/.test(state)), patience)
    .toBe(true);

it('backs up beside the catalog when no path is given, two of one second to two files', async () => {
  await using core = temporaryKernel();
  const { kernel, folder } = core;
  await ready(kernel);
  const asked = await Promise.all(
    [kernel.newId(), kernel.newId()].map((id) => backupCatalog(kernel, testActor, { id })),
  );
  expect(asked.map((result) => result.ok)).toEqual([true, true]);
  await settled(kernel);
  expect(readdirSync(join(folder, 'backups'))).toEqual([
    'headroom-20261120T143207Z-2.db',
    'headroom-20261120T143207Z.db',
  ]);
  const copy = new Database(join(folder, 'backups', 'headroom-20261120T143207Z.db'), { readonly: true });
  expect(copy.pragma('integrity_check', { simple: true })).toBe('ok');
  copy.close();
});

it('answers the same request again the same, at once or later, and refuses another one under its id', async () => {
  await using core = temporaryKernel();
  const { kernel, folder } = core;
  await ready(kernel);
  const id = kernel.newId();
  const path = join(folder, 'b.db');
  const [first, second] = await Promise.all([
    backupCatalog(kernel, testActor, { id, path }),
    backupCatalog(kernel, testActor, { id, path }),
  ]);
  expect(first).toEqual({ ok: true, value: { operationId: id, path } });
  expect(second).toEqual(first);
  await settled(kernel);
  expect(await backupCatalog(kernel, testActor, { id, path })).toEqual(first);
  for (const other of [{}, { path: join(folder, 'c.db') }]) {
    expect(await backupCatalog(kernel, testActor, { id, ...other })).toMatchObject({
      ok: false,
      refusal: { code: 'backup.id-taken', fields: { path: expect.any(String) } },
    });
  }
  await kernel.write.run(testActor, async ({ intend }) => {
    const subject = { kind: 'host', id: 'h1' };
    return granted(intend({ id: 'other', kind: 'host.poke', lane: 'h1', subject, summary: 's', payload: {} }));
  });
  expect(await backupCatalog(kernel, testActor, { id: 'other', path })).toMatchObject({
    refusal: { code: 'backup.id-taken', fields: { kind: expect.any(String) } },
  });
});

it('refuses a path that is not whole, is taken, or is being written', async () => {
  await using core = temporaryKernel();
  const { kernel, folder } = core;
  await ready(kernel);
  const ask = (path: string) => backupCatalog(kernel, testActor, { id: kernel.newId(), path });
  expect(await ask('b.db')).toMatchObject({ refusal: { code: 'backup.path-not-absolute' } });
  writeFileSync(join(folder, 'taken.db'), '');
  expect(await ask(join(folder, 'taken.db'))).toMatchObject({ refusal: { code: 'backup.file-exists' } });
  const both = await Promise.all([ask(join(folder, 'b.db')), ask(join(folder, 'x', '..', 'b.db'))]);
  expect(both).toMatchObject([{ ok: true }, { ok: false, refusal: { code: 'backup.path-in-use' } }]);
  await settled(kernel);
});

it('fails, and touches nothing, when another file took the name after it was asked for', async () => {
  await using core = temporaryKernel();
  const { kernel, folder, clock } = core;
  const path = join(folder, 'b.db');
  await backupCatalog(kernel, testActor, { id: kernel.newId(), path });
  writeFileSync(path, 'precious');
  writeFileSync(`${path}.partial`, 'precious too');
  await ready(kernel);
  await settled(kernel);
  expect(await operations(kernel)).toMatchObject([
    { state: 'failed', attempts: 1, reason: expect.stringContaining('left as it is') },
  ]);
  expect((await listNotifications(kernel.reader, clock.nowMs(), 10)).unread).toBe(1);
  expect([readFileSync(path, 'utf8'), readFileSync(`${path}.partial`, 'utf8')]).toEqual(['precious', 'precious too']);
});

it('ends without a backup when the operator cancels its job', async () => {
  await using core = temporaryKernel();
  const { kernel, folder } = core;
  await ready(kernel);
  const path = join(folder, 'b.db');
  await backupCatalog(kernel, testActor, { id: kernel.newId(), path });
  await expect.poll(() => kernel.jobs.list().length, patience).toBe(1);
  const [job] = kernel.jobs.list();
  await kernel.jobs.cancel(testActor, job?.id ?? '');
  await settled(kernel);
  expect(await operations(kernel)).toMatchObject([{ state: 'failed', reason: 'Cancelled.' }]);
  expect(readdirSync(folder).filter((name) => name.startsWith('b.db'))).toEqual([]);
});

it('is carried out after the next start when Headroom closes meanwhile', async () => {
  const root = mkdtempSync(join(tmpdir(), 'headroom-backup-'));
  const folder = join(root, 'data');
  const path = join(root, 'copies', 'b.db');
  const open = () => {
    const opened = openCatalog(folder);
    if (!opened.ok) throw new Error(opened.refusal.message);
    const onDefect = (error: unknown) => {
      throw error;
    };
    return createKernel({ catalog: opened.value, clock: systemClock, random: systemRandom, onDefect });
  };
  mkdirSync(folder, { mode: 0o700 });
  try {
    const first = open();
    await ready(first);
    await backupCatalog(first, testActor, { id: first.newId(), path });
    await expect.poll(() => first.jobs.list().length, patience).toBe(1);
    await first.close();
    expect(existsSync(path)).toBe(false);
    const second = open();
    expect(await operations(second)).toMatchObject([{ state: 'queued', attempts: 0 }]);
    expect((await listNotifications(second.reader, Date.now(), 10)).notifications).toEqual([]);
    await ready(second);
    await settled(second);
    expect(await operations(second)).toMatchObject([{ state: 'done', reason: path }]);
    await second.close();
    expect(readdirSync(join(root, 'copies'))).toEqual(['b.db']);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});
