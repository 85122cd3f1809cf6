import { expect, it } from 'vitest';
import { temporaryKernel, testActor } from '../testing/temporary-core.ts';
import { granted, listActivity, refused } from './index.ts';

it('writes the rows, the activity and the events of a mutation together, after the commit', async () => {
  await using core = temporaryKernel();
  const { kernel } = core;
  const { cursor } = kernel.feed.read(undefined, 10);
  const result = await kernel.write.run(testActor, async ({ tx, record, publish }) => {
    await tx.insertInto('meta').values({ key: 'a', value: '1' }).execute();
    record({ command: 'meta.set', summary: 'Set a', subjects: [{ kind: 'meta', id: 'a' }] });
    publish({ topic: 'meta', change: 'created' });
    expect(await kernel.reader.selectFrom('meta').selectAll().where('key', '=', 'a').execute()).toEqual([]);
    expect(kernel.feed.read(cursor, 10).events).toEqual([]);
    return granted('done');
  });
  expect(result).toEqual({ ok: true, value: 'done' });
  expect(kernel.feed.read(cursor, 10).events.map((event) => event.topic)).toEqual(['meta', 'activity']);
  const { entries } = await listActivity(kernel.reader, { subjectKind: 'meta', subjectId: 'a', limit: 10 });
  expect(entries).toMatchObject([
    { command: 'meta.set', actor: testActor, summary: 'Set a', subjects: [{ kind: 'meta', id: 'a' }] },
  ]);
});

it('keeps nothing of a refused mutation but the decision that refused it', async () => {
  await using core = temporaryKernel();
  const { kernel } = core;
  const result = await kernel.write.run(testActor, async ({ tx, record, decide }) => {
    await tx.insertInto('meta').values({ key: 'a', value: '1' }).execute();
    record({ command: 'meta.set', summary: 'Set a', subjects: [] });
    decide({
      kind: 'admit v1',
      outcome: 'refused',
      summary: 'No room',
      reasons: ['0 free'],
      inputs: { free: 0 },
      subjects: [],
    });
    return refused({ code: 'meta.no-room', message: 'No room.', whatToDo: 'Wait.' });
  });
  expect(result.ok).toBe(false);
  expect(await kernel.reader.selectFrom('meta').selectAll().execute()).toEqual([]);
  expect(await kernel.reader.selectFrom('activity').selectAll().execute()).toEqual([]);
  expect(await kernel.reader.selectFrom('decision').select('summary').execute()).toEqual([{ summary: 'No room' }]);
});

it('runs mutations one at a time, in the order asked, and a defect in one does not stop the next', async () => {
  await using core = temporaryKernel();
  const { kernel } = core;
  const order: string[] = [];
  const step = (name: string) =>
    kernel.write.run(testActor, async ({ tx }) => {
      order.push(`${name} begins`);
      await tx.insertInto('meta').values({ key: name, value: '' }).execute();
      if (name === 'b') throw new Error('defect in b');
      order.push(`${name} ends`);
      return granted(name);
    });
  const outcomes = await Promise.allSettled([step('a'), step('b'), step('c')]);
  expect(order).toEqual(['a begins', 'a ends', 'b begins', 'c begins', 'c ends']);
  expect(outcomes.map((outcome) => outcome.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(await kernel.reader.selectFrom('meta').select('key').execute()).toEqual([{ key: 'a' }, { key: 'c' }]);
});

it('takes no further change once a change has met damage', async () => {
  await using core = temporaryKernel();
  const { kernel } = core;
  const { cursor } = kernel.feed.read(undefined, 10);
  const damage = Object.assign(new Error('database disk image is malformed'), { code: 'SQLITE_CORRUPT_INDEX' });
  const change = (error?: Error) =>
    kernel.write.run(testActor, async () => {
      if (error !== undefined) throw error;
      return granted(undefined);
    });
  expect(await change(damage)).toMatchObject({ ok: false, refusal: { code: 'catalog.damaged' } });
  expect(await change()).toMatchObject({ ok: false, refusal: { code: 'catalog.damaged' } });
  expect(kernel.feed.read(cursor, 10).events).toMatchObject([{ topic: 'system' }]);
});
