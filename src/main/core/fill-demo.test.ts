import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { fillDemo } from './fill-demo.ts';
import { temporaryKernel } from './testing/temporary-core.ts';

it('answers a full disk with the refusal, and goes on when there is room again', async () => {
  await using core = temporaryKernel();
  const { kernel } = core;
  const limit = (pages: number) => sql.raw(`pragma max_page_count = ${pages}`).execute(kernel.catalog.writer);
  const customers = () => kernel.reader.selectFrom('customer').select('id').execute();
  await limit(60);
  expect(await fillDemo(kernel, 200)).toMatchObject({ ok: false, refusal: { code: 'catalog.disk-full' } });
  expect(await customers()).toEqual([]);
  await limit(1_000_000);
  expect((await fillDemo(kernel, 200)).ok).toBe(true);
  expect(await customers()).toHaveLength(200);
  const written = kernel.feed.read(undefined, 1).cursor;
  expect((await fillDemo(kernel, 200)).ok).toBe(true);
  expect(kernel.feed.read(undefined, 1).cursor).toBe(written);
});
