import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type CoreOptions, restoreCatalog, startCore } from './index.ts';
import { testActor } from './testing/temporary-core.ts';

let root: string;
let options: CoreOptions;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'headroom-start-'));
  options = {
    folder: join(root, 'data'),
    host: 'headless',
    version: '0.0.0',
    onDefect: (error) => {
      throw error;
    },
  };
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

async function started(more: Partial<CoreOptions> = {}) {
  const core = await startCore({ ...options, ...more });
  if (!core.ok) throw new Error(core.refusal.message);
  return core.value;
}

const path = () => join(options.folder, 'catalog.db');
const customersOf = async (core: Awaited<ReturnType<typeof started>>) =>
  (await core.kernel.reader.selectFrom('customer').select('id').execute()).length;

/** Where SQLite keeps a table's or an index's first page. */
function damageRootOf(name: string): void {
  const database = new Database(path());
  const page = database.prepare('select rootpage from sqlite_schema where name = ?').pluck().get(name) as number;
  database.close();
  const bytes = readFileSync(path());
  bytes.fill(0x5a, (page - 1) * 4096, page * 4096);
  writeFileSync(path(), bytes);
}

it('answers damage that the start itself meets, leaves the folder free, and restores', async () => {
  const first = await started({ demoCustomers: 20 });
  const backup = join(root, 'b.db');
  const to = { path: backup, operationId: 'one' };
  await first.kernel.catalog.backup(to, () => {}, new AbortController().signal);
  await first.close();
  damageRootOf('meta');
  expect(await startCore(options)).toMatchObject({
    ok: false,
    refusal: { code: 'catalog.damaged', whatToDo: expect.stringContaining('--restore') },
  });
  expect(restoreCatalog(options.folder, backup)).toMatchObject({ ok: true });
  const again = await started();
  expect(await customersOf(again)).toBe(20);
  await again.close();
});

it('opens a catalog that is damaged elsewhere, says so, and takes no change', async () => {
  const first = await started({ demoCustomers: 20 });
  await first.close();
  damageRootOf('contact');
  const core = await started({ checkCatalogAfterMs: 0 });
  const info = () => core.contextFor(testActor).info(testActor).catalog;
  await expect.poll(() => info().integrity, { timeout: 20_000 }).toBe('damaged');
  expect(info().integrityDetail).not.toBe('');
  expect(core.kernel.write.closed?.code).toBe('catalog.damaged');
  expect(await customersOf(core)).toBe(20);
  await core.close();
});
