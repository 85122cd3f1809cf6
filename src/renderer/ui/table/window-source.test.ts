import { describe, expect, it } from 'vitest';
import { createWindowSource } from './window-source.ts';

interface Request {
  readonly offset: number;
  readonly signal: AbortSignal;
  readonly answer: () => Promise<void>;
}

function scripted(rowCount: number, maxPages = 3) {
  const requests: Request[] = [];
  const source = createWindowSource<number>({
    pageSize: 10,
    maxPages,
    fetchPage: (offset, limit, signal) => {
      const { promise, resolve } = Promise.withResolvers<{ rows: number[]; rowCount: number }>();
      const rows = Array.from({ length: Math.min(limit, rowCount - offset) }, (_, index) => offset + index);
      requests.push({
        offset,
        signal,
        answer: async () => {
          resolve({ rows, rowCount });
          await promise;
        },
      });
      return promise;
    },
  });
  const answerAll = async () => {
    for (const request of requests.splice(0)) await request.answer();
  };
  return { source, requests, answerAll };
}

describe('a window onto rows elsewhere', () => {
  it('asks for the first page at once and tells when it arrived', async () => {
    const { source, requests, answerAll } = scripted(95);
    let told = 0;
    source.subscribe(() => {
      told += 1;
    });
    expect(requests.map((one) => one.offset)).toEqual([0]);
    expect([source.isReady, source.rowCount, source.getRow(3)]).toEqual([false, 0, undefined]);
    await answerAll();
    expect([source.isReady, source.rowCount, source.getRow(3), told]).toEqual([true, 95, 3, 1]);
  });

  it('asks once for what is in sight and gives up what has left it', async () => {
    const { source, requests, answerAll } = scripted(1000);
    await answerAll();
    source.ensureRange(15, 35);
    source.ensureRange(16, 36);
    expect(requests.map((one) => one.offset)).toEqual([10, 20, 30]);
    const early = [...requests];
    source.ensureRange(500, 510);
    expect(early.map((one) => one.signal.aborted)).toEqual([true, true, true]);
    expect(requests.at(-1)?.offset).toBe(500);
  });

  it('keeps a bounded number of pages, never dropping what is in sight', async () => {
    const { source, answerAll } = scripted(1000);
    await answerAll();
    for (const from of [10, 20, 30, 40, 50]) {
      source.ensureRange(from, from + 10);
      await answerAll();
    }
    expect(source.getRow(55)).toBe(55);
    expect(source.getRow(5)).toBeUndefined();
  });

  it('shows the old rows until a refresh has brought the new ones', async () => {
    const { source, requests, answerAll } = scripted(20);
    await answerAll();
    source.refresh();
    expect(source.getRow(4)).toBe(4);
    expect(requests.map((one) => one.offset)).toEqual([0]);
  });

  it('hears nothing after it was closed', async () => {
    const { source, requests, answerAll } = scripted(20);
    source.close();
    expect(requests[0]?.signal.aborted).toBe(true);
    await answerAll();
    expect(source.isReady).toBe(false);
  });

  it('reports a page that failed and asks again when it is wanted again', async () => {
    const errors: unknown[] = [];
    let calls = 0;
    const source = createWindowSource<number>({
      fetchPage: () => {
        calls += 1;
        return Promise.reject(new Error('gone'));
      },
      onError: (error) => errors.push(error),
    });
    await Promise.resolve();
    await Promise.resolve();
    expect(errors).toHaveLength(1);
    source.ensureRange(0, 10);
    expect(calls).toBe(2);
  });
});
