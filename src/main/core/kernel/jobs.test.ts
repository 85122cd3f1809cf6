import { expect, it } from 'vitest';
import { temporaryKernel, testActor } from '../testing/temporary-core.ts';

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
