import { Worker } from 'node:worker_threads';
import type { WorkerMessage, WorkerTask } from './worker.ts';

/** Beside this file as TypeScript when run from source, beside the bundle as JavaScript when built. */
const entry = new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './sqlite-worker.js', import.meta.url);

export type WorkerAnswer = Exclude<WorkerMessage, { kind: 'progress' | 'failed' }>;

/** Runs one task to its end; an aborted signal ends the worker, and rejects when it has ended. */
export function runWorker(
  task: WorkerTask,
  options: { progress?: (fraction: number) => void; signal?: AbortSignal } = {},
): Promise<WorkerAnswer> {
  const { signal } = options;
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(new Error('Cancelled.'));
    const worker = new Worker(entry, { workerData: task });
    // Closing core must not wait for a check of a large file.
    worker.unref();
    let answer: WorkerMessage | undefined;
    const abort = () => void worker.terminate();
    signal?.addEventListener('abort', abort, { once: true });
    worker.on('message', (message: WorkerMessage) => {
      if (message.kind === 'progress') options.progress?.(message.fraction);
      else answer = message;
    });
    worker.once('error', reject);
    worker.once('exit', (code) => {
      signal?.removeEventListener('abort', abort);
      if (answer?.kind === 'failed') reject(new Error(answer.message));
      else if (answer !== undefined && answer.kind !== 'progress') resolve(answer);
      else if (signal?.aborted) reject(new Error('Cancelled.'));
      else reject(new Error(`The database worker ended with code ${code} before it answered.`));
    });
  });
}
