import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createKernel, granted, systemClock, systemRandom } from '../../kernel/index.ts';
import { testActor } from '../../testing/temporary-core.ts';
import { applicationId } from './file-header.ts';
import { openCatalog } from './index.ts';
import { migrate, migrations } from './migrate.ts';

let folder: string;
const path = () => join(folder, 'catalog.db');
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'headroom-open-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function open() {
  const opened = openCatalog(folder);
  if (!opened.ok) throw new Error(opened.refusal.message);
  const kernel = createKernel({
    catalog: opened.value,
    clock: systemClock,
    random: systemRandom,
    onDefect: (error) => {
      throw error;
    },
  });
  return { kernel, catalog: opened.value, [Symbol.asyncDispose]: () => kernel.close() };
}

const set = (kernel: ReturnType<typeof open>['kernel'], key: string, value = 'x') =>
  kernel.write.run(testActor, async ({ tx, record }) => {
    await tx.insertInto('meta').values({ key, value }).execute();
    record({ command: 'meta.set', summary: `Set ${key}`, subjects: [] });
    return granted(key);
  });

it('makes a private file with durable settings', async () => {
  await using core = open();
  const pragma = async (name: string) => {
    const raw = new Database(path(), { readonly: true });
    const value = raw.pragma(name, { simple: true });
    raw.close();
    return value;
  };
  expect(await pragma('journal_mode')).toBe('wal');
  expect(await pragma('application_id')).toBe(applicationId);
  expect(await pragma('user_version')).toBe(migrations.length);
  expect(statSync(path()).mode & 0o777).toBe(0o600);
  expect(core.catalog.schemaVersion).toBe(migrations.at(-1)?.name);
  expect(await core.catalog.checkIntegrity()).toEqual([]);
});

it('refuses a second Headroom on one folder and says which process has it; takes over when that one is gone', async () => {
  {
    await using first = open();
    expect(openCatalog(folder)).toMatchObject({
      ok: false,
      refusal: { code: 'catalog.in-use', message: expect.stringContaining(`process ${process.pid}`) },
    });
    expect((await set(first.kernel, 'a')).ok).toBe(true);
  }
  await using again = open();
  expect(await again.kernel.reader.selectFrom('meta').select('key').execute()).toEqual([{ key: 'a' }]);
});

it.each([
  ['text', () => writeFileSync(path(), 'these are not the rows you are looking for'), 'catalog.not-a-catalog'],
  [
    'another program’s database',
    () => {
      const other = new Database(path());
      other.exec('create table notes (text)');
      other.close();
    },
    'catalog.not-a-catalog',
  ],
  [
    'a catalog of a newer Headroom',
    () => {
      const newer = new Database(path());
      migrate(newer);
      newer.pragma(`user_version = ${migrations.length + 3}`);
      newer.close();
    },
    'catalog.newer',
  ],
  [
    'a catalog whose first pages are garbage',
    () => {
      const damaged = new Database(path());
      migrate(damaged);
      damaged.close();
      const bytes = readFileSync(path());
      bytes.fill(0xa5, 100, 4096);
      writeFileSync(path(), bytes);
    },
    'catalog.damaged',
  ],
])('leaves %s as it is and says what to do', (_name, make, code) => {
  make();
  const before = readFileSync(path());
  expect(openCatalog(folder)).toMatchObject({ ok: false, refusal: { code, whatToDo: expect.any(String) } });
  expect(readFileSync(path()).equals(before)).toBe(true);
});

it('opens an empty file as a new catalog', async () => {
  writeFileSync(path(), '');
  await using core = open();
  expect((await set(core.kernel, 'a')).ok).toBe(true);
});

it('finds damage deep in the file on the integrity check', async () => {
  {
    await using core = open();
    for (let index = 0; index < 50; index++) await set(core.kernel, `key-${index}`, 'v'.repeat(2000));
  }
  const size = statSync(path()).size;
  const bytes = readFileSync(path());
  bytes.fill(0x5a, Math.floor(size / 2), Math.floor(size / 2) + 4096);
  writeFileSync(path(), bytes);
  await using core = open();
  expect((await core.catalog.checkIntegrity()).length).toBeGreaterThan(0);
});

it('answers a full disk with a refusal, keeps what was there, and goes on when there is room again', async () => {
  await using core = open();
  expect((await set(core.kernel, 'before')).ok).toBe(true);
  const pages = core.catalog.sizeBytes() / 4096;
  const { sql } = await import('kysely');
  await sql.raw(`pragma max_page_count = ${pages + 2}`).execute(core.kernel.catalog.writer);
  expect(await set(core.kernel, 'big', 'b'.repeat(1_000_000))).toMatchObject({
    ok: false,
    refusal: { code: 'catalog.disk-full' },
  });
  await sql.raw('pragma max_page_count = 1000000').execute(core.kernel.catalog.writer);
  expect((await set(core.kernel, 'after')).ok).toBe(true);
  expect(await core.kernel.reader.selectFrom('meta').select('key').orderBy('key').execute()).toEqual([
    { key: 'after' },
    { key: 'before' },
  ]);
});

const isRoot = process.getuid?.() === 0;
const canUnshare = isRoot && spawnSync('unshare', ['--mount', 'true']).status === 0;

it.runIf(canUnshare || !isRoot)(
  'says that a folder can’t be written, on a read-only file system or without the right',
  async () => {
    {
      await using _made = open();
    }
    const script = `import('${new URL('./index.ts', import.meta.url).href}').then(({ openCatalog }) => console.log(JSON.stringify(openCatalog(${JSON.stringify(folder)}))))`;
    let answer: string;
    if (isRoot) {
      const inside = `mount --bind "$1" "$1" && mount -o remount,ro,bind "$1" && exec "$2" --input-type=module -e "$3"`;
      answer = spawnSync('unshare', ['--mount', 'sh', '-c', inside, 'sh', folder, process.execPath, script], {
        encoding: 'utf8',
      }).stdout;
    } else {
      chmodSync(folder, 0o500);
      answer = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' }).stdout;
      chmodSync(folder, 0o700);
    }
    expect(JSON.parse(answer)).toMatchObject({
      ok: false,
      refusal: { code: expect.stringMatching(/^catalog\.(read-only|not-opened)$/) },
    });
  },
);

it('backs up one moment while changes go on, and each copy opens sound', async () => {
  await using core = open();
  for (let index = 0; index < 200; index++)
    await set(core.kernel, `key-${String(index).padStart(5, '0')}`, 'v'.repeat(1000));
  let stop = false;
  let written = 200;
  const load = (async () => {
    while (!stop) {
      await set(core.kernel, `key-${String(written).padStart(5, '0')}`, 'v'.repeat(1000));
      written += 1;
    }
  })();
  try {
    for (let round = 0; round < 5; round++) {
      const copy = join(folder, `copy-${round}.db`);
      const fractions: number[] = [];
      const to = { path: copy, operationId: `round-${round}` };
      await core.catalog.backup(to, (fraction) => void fractions.push(fraction), new AbortController().signal);
      const restored = new Database(copy, { readonly: true });
      expect(restored.pragma('integrity_check', { simple: true })).toBe('ok');
      const keys = restored.prepare('select key from meta order by key').pluck().all() as string[];
      // A consistent prefix: no hole, and the activity entry of exactly these.
      expect(keys).toEqual(Array.from({ length: keys.length }, (_, index) => `key-${String(index).padStart(5, '0')}`));
      expect(restored.prepare('select count(*) from activity').pluck().get()).toBe(keys.length);
      expect(statSync(copy).mode & 0o077).toBe(0);
      expect(fractions.at(-1)).toBe(1);
      restored.close();
    }
  } finally {
    stop = true;
    await load;
  }
});

it('keeps a copy of the old file before it migrates one', () => {
  mkdirSync(folder, { recursive: true });
  const old = new Database(path());
  migrate(old, 1);
  old.prepare("insert into meta values ('a', '1')").run();
  old.close();
  const opened = openCatalog(folder);
  expect(opened.ok).toBe(true);
  if (opened.ok) void opened.value.close();
  const copies = readdirSync(folder).filter((name) => name.startsWith(`catalog.db.before-${migrations[1]?.name}-2`));
  expect(copies).toHaveLength(1);
  const kept = new Database(join(folder, copies[0] ?? ''), { readonly: true });
  expect(kept.prepare('select value from meta').pluck().all()).toEqual(['1']);
  expect(kept.pragma('user_version', { simple: true })).toBe(1);
  kept.close();
});

it('reads a file cut short as damaged, not as empty', async () => {
  {
    await using core = open();
    for (let index = 0; index < 50; index++) await set(core.kernel, `key-${index}`, 'v'.repeat(2000));
  }
  truncateSync(path(), 8192);
  const opened = openCatalog(folder);
  if (opened.ok) {
    expect((await opened.value.checkIntegrity()).length).toBeGreaterThan(0);
    await opened.value.close();
  } else expect(opened.refusal.code).toBe('catalog.damaged');
});
