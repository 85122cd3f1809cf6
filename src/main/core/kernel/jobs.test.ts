import { expect, it } from 'vitest';
import { temporaryKernel, testActor } from '../testing/temporary-core.ts';
import { listActivity } from './index.ts';

const spec = (id: string, cancelKeeps: string | null = 'Nothing.') => ({
  id,
  title: `Job ${id}`,
  actor: testActor,
  cancelKeeps,
});

it('runs once for an id, tells progress, and keeps the result', async () => {
  await using core = temporaryKernel();
  const { jobs, feed } = core.kernel;
  const { cursor } = feed.read(undefined, 1);
  let runs = 0;
  const work = async (job: { progress(fraction: number | null, detail: string): void }) => {
    runs += 1;
    job.progress(0.5, 'Half');
    return 'All copied';
  };
  jobs.start(spec('a'), work);
  jobs.start(spec('a'), work);
  expect(await jobs.ended('a')).toMatchObject({ state: 'done', fraction: 1, result: 'All copied', detail: 'Half' });
  expect(runs).toBe(1);
  expect(feed.read(cursor, 10).events.map((event) => event.change)).toEqual(['created', 'progress', 'updated']);
});

it('cancels one that can be cancelled and says what stays; refuses the others', async () => {
  await using core = temporaryKernel();
  const { jobs } = core.kernel;
  const untilAborted = (job: { signal: AbortSignal }) =>
    new Promise<string>((_, reject) =>
      job.signal.addEventListener('abort', () => reject(job.signal.reason), { once: true }),
    );
  jobs.start(spec('a', 'The 4 that were copied.'), untilAborted);
  jobs.start(spec('b', null), untilAborted);
  expect(await jobs.cancel(testActor, 'b')).toMatchObject({ ok: false, refusal: { code: 'job.not-cancellable' } });
  expect((await jobs.cancel(testActor, 'a')).ok).toBe(true);
  expect(await jobs.ended('a')).toMatchObject({ state: 'cancelled', result: 'The 4 that were copied.' });
});

it('is bounded: too many at once are refused, old results are forgotten', async () => {
  await using core = temporaryKernel();
  const { jobs } = core.kernel;
  for (let index = 0; index < 150; index++) {
    jobs.start(spec(`done-${index}`), async () => 'ok');
    await jobs.ended(`done-${index}`);
  }
  expect(jobs.list().length).toBeLessThanOrEqual(101);
  const wait = (job: { signal: AbortSignal }) =>
    new Promise<string>((_, reject) => job.signal.addEventListener('abort', () => reject(new Error()), { once: true }));
  for (let index = 0; index < 50; index++) expect(jobs.start(spec(`run-${index}`), wait).ok).toBe(true);
  expect(jobs.start(spec('one-more'), wait)).toMatchObject({ ok: false, refusal: { code: 'job.too-many' } });
});

it('refuses other work under the id of a job, and gives the same work its job again', async () => {
  await using core = temporaryKernel();
  const { jobs } = core.kernel;
  const work = async () => 'ok';
  expect(jobs.start({ ...spec('a'), digest: 'one' }, work).ok).toBe(true);
  expect(jobs.start({ ...spec('a'), digest: 'one' }, work)).toMatchObject({ ok: true, value: { id: 'a' } });
  for (const other of [{ digest: 'two' }, {}]) {
    expect(jobs.start({ ...spec('a'), ...other }, work)).toMatchObject({
      ok: false,
      refusal: { code: 'job.id-taken', message: expect.stringContaining('digest') },
    });
  }
  await jobs.ended('a');
  expect(jobs.list()).toHaveLength(1);
});

it('leaves on record who cancelled what, once, and nothing where nothing was cancelled', async () => {
  await using core = temporaryKernel();
  const { jobs, reader } = core.kernel;
  jobs.start(
    spec('a'),
    ({ signal }) =>
      new Promise<string>((resolve) => signal.addEventListener('abort', () => resolve('Stopped.'), { once: true })),
  );
  jobs.start(spec('b'), async () => 'ok');
  await jobs.ended('b');
  await jobs.cancel(testActor, 'a');
  await jobs.cancel(testActor, 'a');
  await jobs.cancel(testActor, 'b');
  await jobs.cancel(testActor, 'unknown');
  expect((await listActivity(reader, { limit: 10 })).entries).toMatchObject([
    { actor: testActor, command: 'job.cancel', summary: 'Cancelled: Job a', subjects: [{ kind: 'job', id: 'a' }] },
  ]);
});
