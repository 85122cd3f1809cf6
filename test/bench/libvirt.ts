/**
 * What our client costs beside libvirt's own: python3-libvirt and virsh do the same work in the same run, in turns. See the table of
 * bounds in the documentation of the benches.
 */
import { type ChildProcessByStdio, spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { Connection, connectUnix } from '../../packages/node-libvirt/src/index.ts';
import { type Daemon, startDaemon, whyNoDaemon } from '../../packages/node-libvirt/test/daemon.ts';
import { type Bench, type BenchResult, paired } from './model.ts';

const pairs = 11;
const python = '/usr/bin/python3';
const uploadBytes = 512 * 1024 * 1024;
/** Calls under way at once on the one connection; the daemon is given room for 50 of them. */
const pipelinedCalls = 256;

/** python3-libvirt in a process of its own. */
class Peer {
  readonly #child: ChildProcessByStdio<Writable, Readable, null>;
  readonly #answers: AsyncIterator<string>;
  readonly #lines: Interface;

  constructor() {
    this.#child = spawn(python, [join(import.meta.dirname, 'libvirt-peer.py')], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.#lines = createInterface({ input: this.#child.stdout });
    this.#answers = this.#lines[Symbol.asyncIterator]();
  }

  async run(command: object): Promise<{ readonly seconds: number; readonly values?: number }> {
    this.#child.stdin.write(`${JSON.stringify(command)}\n`);
    const { value, done } = await this.#answers.next();
    if (done) throw new Error('python3-libvirt ended');
    return JSON.parse(value) as { seconds: number };
  }

  end(): void {
    this.#lines.close();
    this.#child.kill();
  }
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const startedMs = performance.now();
  await work();
  return (performance.now() - startedMs) / 1_000;
}

/** Throughput of both, from the seconds that the same amount took each. */
async function compare(
  name: string,
  amount: number,
  count: number,
  ours: () => Promise<number>,
  reference: () => Promise<number>,
): Promise<BenchResult> {
  const rate = (work: () => Promise<number>) => async (): Promise<number> => amount / (await work());
  return { name, unit: 'throughput ratio', ...(await paired(count, rate(ours), rate(reference))) };
}

async function calls(daemon: Daemon, peer: Peer): Promise<BenchResult[]> {
  const host = await Connection.open(await connectUnix(daemon.socket), { driver: 'test:///default' });
  const uri = `test+unix:///default?socket=${daemon.socket}`;
  const count = 6_000;
  const reference = async (): Promise<number> => (await peer.run({ do: 'serial', uri, count })).seconds;
  const serial = (): Promise<number> =>
    seconds(async () => {
      for (let call = 0; call < count; call++) await host.libraryVersion();
    });
  const pipelined = (): Promise<number> =>
    seconds(async () => {
      let started = 0;
      const worker = async (): Promise<void> => {
        while (started++ < count) await host.libraryVersion();
      };
      await Promise.all(Array.from({ length: pipelinedCalls }, worker));
    });
  const results = [
    await compare('serial', count, pairs, serial, reference),
    await compare('pipelined', count, pairs, pipelined, reference),
  ];
  await host.close();
  return results;
}

async function statsDecode(
  name: string,
  socket: string,
  driver: string,
  uri: string,
  peer: Peer,
  count: number,
): Promise<BenchResult> {
  const host = await Connection.open(await connectUnix(socket), { driver });
  let values = 0;
  let peerValues: number | undefined;
  const ours = (): Promise<number> =>
    seconds(async () => {
      for (let round = 0; round < count; round++) {
        values = 0;
        for (const { stats } of await host.domainStats()) values += stats.size;
      }
    });
  const reference = async (): Promise<number> => {
    const answer = await peer.run({ do: 'stats', uri, count });
    peerValues = answer.values;
    return answer.seconds;
  };
  const result = await compare(name, count, pairs, ours, reference);
  await host.close();
  // Both must have read the same, or the ratio compares nothing.
  return values === peerValues
    ? result
    : { name, value: null, unit: result.unit, why: `${values} values read, ${peerValues} by the reference` };
}

/** The test driver with 2,000 domains, from a file in the daemon's own folder. */
function domainsFile(daemon: Daemon): string {
  const domains = Array.from(
    { length: 2_000 },
    (_, index) =>
      `<domain type='test'><name>guest-${index}</name><memory>8192</memory><vcpu>1</vcpu><os><type>hvm</type></os></domain>`,
  );
  const path = join(daemon.folder, 'node.xml');
  writeFileSync(path, `<node>${domains.join('')}</node>`);
  return path;
}

async function withStatsServer<T>(daemon: Daemon, work: (socket: string) => Promise<T>): Promise<T> {
  const socket = join(daemon.folder, 'stats.sock');
  const child = spawn(process.execPath, [join(import.meta.dirname, 'libvirt-stats-server.ts'), socket], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    await new Promise((resolve, reject) => {
      child.stdout.once('data', resolve);
      child.once('exit', () => reject(new Error('the statistics server did not start')));
    });
    return await work(socket);
  } finally {
    child.kill();
  }
}

async function upload(daemon: Daemon): Promise<BenchResult> {
  const host = await Connection.open(await connectUnix(daemon.socket), { driver: 'qemu:///system' });
  const folder = join(daemon.folder, 'pool');
  mkdirSync(folder);
  const source = join(daemon.folder, 'source.img');
  const file = openSync(source, 'w');
  const block = Buffer.alloc(1024 * 1024);
  for (let index = 0; index < uploadBytes / block.length; index++) {
    block.fill(index + 1);
    writeSync(file, block);
  }
  closeSync(file);
  const pool = await host.createPool(
    `<pool type='dir'><name>bench</name><target><path>${folder}</path></target></pool>`,
  );
  const volume = await pool.createVolume(`<volume><name>disk</name><capacity>${uploadBytes}</capacity></volume>`);
  const uri = `qemu+unix:///system?socket=${daemon.socket}`;
  const ours = (): Promise<number> => seconds(() => volume.uploadFile(source));
  const reference = (): Promise<number> =>
    seconds(async () => {
      const result = spawnSync('virsh', ['-q', '-c', uri, 'vol-upload', '--pool', 'bench', 'disk', source], {
        encoding: 'utf8',
      });
      if (result.status !== 0) throw new Error(`virsh vol-upload: ${result.stderr}`);
    });
  const result = await compare('upload', uploadBytes / (1024 * 1024), pairs, ours, reference);
  await host.close();
  return result;
}

async function run(): Promise<BenchResult[]> {
  const why =
    whyNoDaemon() ??
    (spawnSync(python, ['-c', 'import libvirt']).status === 0 ? undefined : 'python3-libvirt is not installed');
  if (why !== undefined || !existsSync(python)) {
    return ['serial', 'pipelined', 'stats-decode', 'upload'].map((name) => ({
      name,
      value: null,
      unit: 'throughput ratio',
      why: why ?? 'no python3',
    }));
  }
  const daemon = await startDaemon();
  const peer = new Peer();
  try {
    const results = await calls(daemon, peer);
    const busy = (socket: string): Promise<BenchResult> =>
      statsDecode('stats-decode', socket, 'qemu:///system', `qemu+unix:///system?socket=${socket}`, peer, 3);
    results.push(await withStatsServer(daemon, busy));
    const path = domainsFile(daemon);
    results.push(
      await statsDecode(
        'stats-decode-test-driver',
        daemon.socket,
        `test://${path}`,
        `test+unix://${path}?socket=${daemon.socket}`,
        peer,
        5,
      ),
    );
    results.push(await upload(daemon));
    return results;
  } finally {
    peer.end();
    await daemon.stop();
  }
}

export const bench: Bench = {
  name: 'libvirt',
  about:
    "libvirt's own clients beside ours: calls and bulk statistics against python3-libvirt, an upload against virsh",
  bounds: { serial: '>= 1', pipelined: '>= 2', 'stats-decode': '>= 1', upload: '>= 0.8' },
  run,
};
