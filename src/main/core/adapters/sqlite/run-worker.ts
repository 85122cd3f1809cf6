import { Worker } from 'node:worker_threads';
import type { WorkerMessage, WorkerTask } from './worker.ts';

/** Beside this file as TypeScript when run from source, beside the bundle as JavaScript when built. */
const entry = new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './sqlite-worker.js', import.meta.url);

/** Runs one task to its end; an aborted signal ends the worker and rejects. */
export function runWorker(
  task: WorkerTask,
  options: { progress?: (fraction: number) => void; signal?: AbortSignal } = {},
): Promise<WorkerMessage> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(entry, { workerData: task });
    // Closing core must not wait for a check of a large file.
    worker.unref();
    const abort = () => {
      void worker.terminate();
      reject(new Error('Cancelled.'));
    };
    options.signal?.addEventListener('abort', abort, { once: true });
    if (options.signal?.aborted) abort();
    worker.on('message', (message: WorkerMessage) => {
      if (message.kind === 'progress') return options.progress?.(message.fraction);
      if (message.kind === 'failed') reject(new Error(message.message));
      else resolve(message);
    });
    worker.once('error', reject);
    worker.once('exit', (code) => {
      options.signal?.removeEventListener('abort', abort);
      reject(new Error(`The database worker ended with code ${code} before it answered.`));
    });
  });
}
