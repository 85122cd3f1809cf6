/** kill -9 at any moment: what was acknowledged is there, what was not is there once or not at all, and the file is sound. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import Database from 'better-sqlite3';
import { build } from 'vite';
import { beforeAll, expect, it } from 'vitest';
import { seededRandom } from '../../src/main/core/kernel/index.ts';
import { idOf } from './requests.ts';

const kills = 300;
const lanes = 2;

const source = (path: string) => join(import.meta.dirname, path);
const bundle = source('../../out/test-kill');

// Bundled as the product is: 300 starts from source would take five times as long.
beforeAll(async () => {
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true, external: ['better-sqlite3'] },
    build: {
      ssr: true,
      outDir: bundle,
      emptyOutDir: true,
      rollupOptions: {
        input: {
          victim: source('victim.ts'),
          'sqlite-worker': source('../../src/main/core/adapters/sqlite/worker.ts'),
        },
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  });
});

interface Tally {
  created: Set<number>;
  edited: Set<number>;
  kills: number;
}

/** Runs one victim until a moment drawn from the seed after it got going, then kills it. */
async function killOnce(folder: string, tally: Tally, afterAnswers: number, delayMicros: number): Promise<void> {
  const first = Math.max(0, tally.created.size - 1);
  const victim = spawn(process.execPath, [join(bundle, 'victim.js'), folder, String(first)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_COMPILE_CACHE: join(bundle, 'cache') },
  });
  let complaint = '';
  let killed = false;
  victim.stderr.on('data', (bytes: Buffer) => {
    complaint += bytes.toString();
  });
  const exited = once(victim, 'exit');
  let answers = 0;
  for await (const line of createInterface({ input: victim.stdout })) {
    const [what, text] = line.split(' ');
    if (what === 'created') tally.created.add(Number(text));
    if (what === 'edited') tally.edited.add(Number(text));
    if (what !== 'ready') answers += 1;
    if (answers < afterAnswers || killed) continue;
    killed = true;
    // A fraction of a transaction later, so that the kill also lands inside one; spinning, because timers are too coarse.
    const until = performance.now() + delayMicros / 1000;
    while (performance.now() < until);
    victim.kill('SIGKILL');
  }
  const [code, signal] = (await exited) as [number | null, string | null];
  if (signal !== 'SIGKILL') throw new Error(`The victim ended by itself (${code}): ${complaint.slice(0, 2000)}`);
  tally.kills += 1;
}

function examine(folder: string, tally: Tally): { lost: number; doubled: number; problems: string } {
  const database = new Database(join(folder, 'catalog.db'));
  try {
    const rows = new Map(
      (database.prepare('select id, revision from customer').all() as { id: string; revision: number }[]).map((row) => [
        row.id,
        row.revision,
      ]),
    );
    const lostCreations = [...tally.created].filter((number) => !rows.has(idOf(number))).length;
    const lostEdits = [...tally.edited].filter((number) => (rows.get(idOf(number)) ?? 0) < 2).length;
    const doubledEdits = [...rows.values()].filter((revision) => revision > 2).length;
    const doubledEntries = database
      .prepare(
        `select count(*) from (select s.id from "activitySubject" s join activity a using (sequence) where s.kind = 'customer' group by s.id, a.command having count(*) > 1)`,
      )
      .pluck()
      .get() as number;
    const entries = database
      .prepare("select count(*) from activity where command = 'customer.create'")
      .pluck()
      .get() as number;
    return {
      lost: lostCreations + lostEdits,
      doubled: doubledEdits + doubledEntries + Math.abs(entries - rows.size),
      problems: database.pragma('integrity_check', { simple: true }) as string,
    };
  } finally {
    database.close();
  }
}

it(`loses nothing acknowledged and doubles nothing over ${kills} kills`, async () => {
  const lane = async (seed: number) => {
    const folder = mkdtempSync(join(tmpdir(), 'headroom-kill-'));
    const random = seededRandom(seed);
    const tally: Tally = { created: new Set(), edited: new Set(), kills: 0 };
    try {
      while (tally.kills < kills / lanes) {
        await killOnce(folder, tally, 1 + Math.floor(random.draw() * 12), random.draw() * 4000);
        if (tally.kills % 10 === 0) expect(examine(folder, tally)).toEqual({ lost: 0, doubled: 0, problems: 'ok' });
      }
      return { ...examine(folder, tally), kills: tally.kills, acknowledged: tally.created.size + tally.edited.size };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  };
  const results = await Promise.all(Array.from({ length: lanes }, (_, index) => lane(index + 1)));
  const sum = (key: 'kills' | 'lost' | 'doubled' | 'acknowledged') =>
    results.reduce((total, result) => total + result[key], 0);
  process.stdout.write(
    `kill: ${sum('kills')} kills, ${sum('acknowledged')} acknowledged, ${sum('lost')} lost, ${sum('doubled')} doubled, integrity ${results.map((result) => result.problems).join(' and ')}\n`,
  );
  expect(sum('kills')).toBe(kills);
  expect(sum('acknowledged')).toBeGreaterThan(kills);
});
