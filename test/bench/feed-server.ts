/** A core that publishes as fast as it can when told, and says how much its memory grew meanwhile. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startCore } from '../../src/main/core/index.ts';
import { startServer } from '../../src/main/serve/server.ts';

const folder = mkdtempSync(join(tmpdir(), 'headroom-feed-'));
mkdirSync(join(folder, 'window'));
writeFileSync(join(folder, 'window', 'index.html'), '<!doctype html>');
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
process.on('SIGTERM', () => process.exit(0));
const onDefect = (error: unknown) => {
  throw error;
};
const started = await startCore({ folder: join(folder, 'data'), host: 'headless', version: '0.0.0', onDefect });
if (!started.ok) throw new Error(started.refusal.message);
const core = started.value;
const server = await startServer({
  core,
  options: { host: '127.0.0.1', port: 0, origins: [], tls: undefined },
  windowFolder: join(folder, 'window'),
  operator: { kind: 'os-user', name: 'bench' },
  version: '0.0.0',
  onDefect,
});
process.send?.({ port: Number(new URL(server.origin).port), token: server.token });

const settledMib = () => {
  globalThis.gc?.();
  return process.memoryUsage().rss / 2 ** 20;
};

process.once('message', async ({ events }: { events: number }) => {
  const before = settledMib();
  let most = before;
  for (let published = 0; published < events; published += 100) {
    core.kernel.feed.publish(
      Array.from({ length: 100 }, (_, index) => ({
        topic: 'customers',
        change: 'updated' as const,
        subject: { kind: 'customer', id: `c-${published + index}` },
      })),
    );
    if (published % 2000 === 0) {
      await new Promise((resolve) => setTimeout(resolve, 2));
      most = Math.max(most, process.memoryUsage().rss / 2 ** 20);
    }
  }
  process.send?.({ grownMib: most - before });
});
