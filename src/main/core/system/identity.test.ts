import { expect, it } from 'vitest';
import { temporaryKernel } from '../testing/temporary-core.ts';
import { identify } from './index.ts';

it('keeps what a catalog was made for, whatever it is opened with', async () => {
  await using core = temporaryKernel();
  const made = await identify(core.kernel, 'demo');
  expect(made).toMatchObject({ ok: true, value: { mode: 'demo', createdAtMs: core.clock.nowMs() } });
  await core.clock.advance(1000);
  expect(await identify(core.kernel, 'own')).toEqual(made);
});

it('answers with the refusal when the catalog takes no change', async () => {
  await using core = temporaryKernel();
  core.kernel.write.close({ code: 'catalog.disk-full', message: 'Full.', reasons: [], whatToDo: 'Free some.' });
  expect(await identify(core.kernel, 'own')).toMatchObject({ ok: false, refusal: { code: 'catalog.disk-full' } });
});
