/**
 * A million mutated frames in both directions. The mutations, the two ends and the bookkeeping are one experiment,
 * read from top to bottom.
 */
import { Duplex } from 'node:stream';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Channel } from '../src/channel.ts';
import { ConnectionError, memoryPair, procedures, RpcClient, RpcServer, TypedParameters } from '../src/index.ts';
import { remoteError } from '../src/rpc/remote-error.ts';
import type { Shape } from '../src/xdr/shape.ts';
import { XdrWriter } from '../src/xdr/writer.ts';

/**
 * A million mutated frames, half to a client, half to a server. Each end has to survive whatever comes: take it, pass it over, or close
 * with a typed error; never throw, hang or grow. The frames are made from good ones by a seeded generator, so a failure can be repeated.
 */
const framesEachWay = 500_000;
const growthLimitBytes = 64 * 1024 * 1024;
const hangLimitMs = 5_000;

/** A small generator (mulberry32): quick, seeded, good enough to mutate. */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor(((mixed ^ (mixed >>> 14)) >>> 0) % below);
  };
}

/** A channel whose other side is this test: what `arrive` gives is read at once, what is written is thrown away. */
class Tap extends Duplex {
  arrive(chunk: Buffer): void {
    if (chunk.length > 0) this.emit('data', chunk);
  }

  override _read(): void {}
  override _write(_chunk: unknown, _encoding: string, done: () => void): void {
    done();
  }
  override _writev(_chunks: unknown, done: () => void): void {
    done();
  }
}

function tapped(): { readonly tap: Tap; readonly channel: Channel } {
  const tap = new Tap();
  return { tap, channel: { stream: tap, facts: { kind: 'memory', peer: 'fuzz', private: true } } };
}

interface Header {
  readonly program?: number;
  readonly procedure: number;
  readonly type: number;
  readonly serial: number;
  readonly status: number;
}

function frame(header: Header, body: (writer: XdrWriter) => void = () => {}): Buffer {
  const writer = new XdrWriter();
  const { program = 0x20008086, procedure, type, serial, status } = header;
  for (const word of [0, program, 1, procedure, type, serial, status]) writer.u32(word);
  body(writer);
  writer.patch(0, writer.length);
  return writer.take();
}

const dom = { name: 'guest', uuid: '6695eb01-f6a4-8304-79aa-97f2502e193f', id: 3 };
const params = new TypedParameters()
  .ullong('cpu.time', 99n)
  .string('block.0.name', 'vda')
  .double('load', 0.5)
  .boolean('on', true);
const failure = {
  code: 42,
  domain: 10,
  message: 'no',
  level: 2,
  dom,
  str1: 'a',
  str2: null,
  str3: null,
  int1: 1,
  int2: 2,
  net: null,
};

const body =
  <T>(shape: Shape<T>, value: T) =>
  (writer: XdrWriter): void =>
    shape.write(writer, value);

/** What a host sends to a client that has these calls under way: serial 1 stats, 2 version, 3 a stream. */
function serverFrames(): Buffer[] {
  const stats = body(procedures.connectGetAllDomainStats.result, {
    retStats: [
      { dom, params },
      { dom, params },
    ],
  });
  return [
    frame({ procedure: procedures.connectGetAllDomainStats.number, type: 1, serial: 1, status: 0 }, stats),
    frame({ procedure: procedures.connectGetLibVersion.number, type: 1, serial: 2, status: 0 }, (writer) =>
      writer.u64(9n),
    ),
    frame(
      { procedure: procedures.connectGetLibVersion.number, type: 1, serial: 2, status: 1 },
      body(remoteError, failure),
    ),
    frame({ procedure: procedures.domainOpenConsole.number, type: 1, serial: 3, status: 0 }),
    frame({ procedure: procedures.domainOpenConsole.number, type: 3, serial: 3, status: 2 }, (writer) =>
      writer.fixed(Buffer.alloc(60, 7)),
    ),
    frame({ procedure: procedures.domainOpenConsole.number, type: 6, serial: 3, status: 2 }, (writer) => {
      writer.u64(4096n);
      writer.u32(0);
    }),
    frame(
      { procedure: procedures.domainOpenConsole.number, type: 3, serial: 3, status: 1 },
      body(remoteError, failure),
    ),
    frame(
      { procedure: procedures.domainEventCallbackLifecycle.number, type: 2, serial: 0, status: 0 },
      body(procedures.domainEventCallbackLifecycle.message, { callbackID: 1, msg: { dom, event: 2, detail: 0 } }),
    ),
    frame({ program: 0x6b656570, procedure: 1, type: 2, serial: 0, status: 0 }),
    frame({ program: 0x6b656570, procedure: 2, type: 2, serial: 0, status: 0 }),
  ];
}

function clientFrames(): Buffer[] {
  return [
    frame(
      { procedure: procedures.connectOpen.number, type: 0, serial: 1, status: 0 },
      body(procedures.connectOpen.args, { name: 'test:///default' }),
    ),
    frame({ procedure: procedures.connectGetLibVersion.number, type: 0, serial: 2, status: 0 }),
    frame(
      { procedure: procedures.domainDefineXml.number, type: 0, serial: 3, status: 0 },
      body(procedures.domainDefineXml.args, { xml: '<domain/>' }),
    ),
    frame(
      { procedure: procedures.domainSetSchedulerParameters.number, type: 0, serial: 4, status: 0 },
      body(procedures.domainSetSchedulerParameters.args, { dom, params }),
    ),
    frame(
      { procedure: procedures.domainOpenConsole.number, type: 0, serial: 5, status: 0 },
      body(procedures.domainOpenConsole.args, { dom, devName: null }),
    ),
    frame({ procedure: procedures.domainOpenConsole.number, type: 3, serial: 5, status: 2 }, (writer) =>
      writer.fixed(Buffer.alloc(60, 7)),
    ),
    frame({ procedure: procedures.domainOpenConsole.number, type: 3, serial: 5, status: 0 }),
    frame({ procedure: procedures.domainOpenConsole.number, type: 3, serial: 5, status: 1 }),
    frame({ program: 0x6b656570, procedure: 1, type: 2, serial: 0, status: 0 }),
    frame({ procedure: 9_999, type: 0, serial: 6, status: 0 }),
  ];
}

const lengths = [0, 3, 27, 28, 29, 0xffffffff, 32 * 1024 * 1024 + 5, 32 * 1024 * 1024, 0x7fffffff];
const words = [0, 1, 2, 3, 0xffffffff, 0x80000000, 0x20008086, 0x20008087, 0x6b656570, 4_194_305];

/** One good frame spoilt in one of the ways a peer can be wrong. */
function mutate(good: readonly Buffer[], random: (below: number) => number): Buffer {
  const pick = (): Buffer => Buffer.from(good[random(good.length)] as Buffer);
  const made = pick();
  const word = (at: number, value: number): void => void made.writeUInt32BE(value >>> 0, at);
  switch (random(10)) {
    case 0:
      word(0, lengths[random(lengths.length)] as number);
      return made;
    case 1:
      word(20, random(2) === 0 ? random(20) : (words[random(words.length)] as number));
      return made;
    case 2:
      word(4, words[random(words.length)] as number);
      return made;
    case 3:
      word(8 + 4 * random(2), words[random(words.length)] as number);
      return made;
    case 4:
      word(16 + 8 * random(2), random(8));
      return made;
    case 5:
      return made.subarray(0, random(made.length));
    case 6: {
      const other = pick();
      const cut = random(made.length);
      return Buffer.concat([made.subarray(0, cut), other, made.subarray(cut)]);
    }
    case 7:
      word(4 * random(Math.floor(made.length / 4)), words[random(words.length)] as number);
      return made;
    case 8:
      for (let count = 1 + random(4); count > 0; count--) made[random(made.length)] = random(256);
      return made;
    default:
      return made;
  }
}

/** A frame that claims 32 MiB swallows all that follows: after so many frames an end is replaced though it lives. */
const framesPerEnd = 50;

/** Sends frames to ends made by `open` until so many are sent; a new end whenever one has closed or had its share. */
async function storm(
  good: readonly Buffer[],
  seed: number,
  open: () => { readonly tap: Tap; ended(): boolean; finish(): void },
): Promise<{ readonly ends: number; readonly slowestMs: number }> {
  const random = generator(seed);
  let ends = 0;
  let share = 0;
  let slowestMs = 0;
  let end = open();
  for (let sent = 0; sent < framesEachWay; ) {
    const startedMs = performance.now();
    for (let batch = 0; batch < 1_000; batch++, sent++) {
      // Some frames arrive in two pieces, as they do on a network.
      const made = mutate(good, random);
      const cut = random(4) === 0 ? random(made.length + 1) : made.length;
      end.tap.arrive(made.subarray(0, cut));
      if (cut < made.length) end.tap.arrive(made.subarray(cut));
      if (batch % 20 === 19) await new Promise<void>((resolve) => queueMicrotask(resolve));
      if (end.ended() || ++share === framesPerEnd) {
        if (end.ended()) ends++;
        end.finish();
        end = open();
        share = 0;
      }
    }
    await new Promise((resolve) => setImmediate(resolve));
    slowestMs = Math.max(slowestMs, performance.now() - startedMs);
  }
  end.finish();
  return { ends, slowestMs };
}

/** Collects garbage for real: what is measured is what is kept, not what was not swept yet. */
function collect(): void {
  setFlagsFromString('--expose-gc');
  const gc = runInNewContext('gc') as () => void;
  gc();
  gc();
}

/** Memory after the work against memory before it. */
async function growth(work: () => Promise<void>): Promise<number> {
  const used = (): number => {
    collect();
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  };
  const before = used();
  await work();
  await new Promise((resolve) => setImmediate(resolve));
  return used() - before;
}

describe('a million mutated frames', () => {
  // Every refusal makes errors; their stacks would take more time than all else here.
  const { stackTraceLimit } = Error;
  beforeAll(() => {
    Error.stackTraceLimit = 0;
  });
  afterAll(() => {
    Error.stackTraceLimit = stackTraceLimit;
  });

  it('to a client: it survives or closes with a typed error, and every call ends', { timeout: 120_000 }, async () => {
    const good = serverFrames();
    let calls = 0;
    let ended = 0;
    const grown = await growth(async () => {
      const result = await storm(good, 1, () => {
        const { tap, channel } = tapped();
        const client = new RpcClient(channel);
        let closed = false;
        client.onClosed((error) => {
          closed = true;
          if (error !== undefined && !(error instanceof ConnectionError)) throw error;
        });
        const count = (call: Promise<unknown>): void => {
          calls++;
          call.then(
            () => ended++,
            (error: unknown) => {
              if (error instanceof ConnectionError) ended++;
            },
          );
        };
        count(client.call('connectGetAllDomainStats', { doms: [], stats: 0 }, { timeoutMs: 0 }));
        count(client.call('connectGetLibVersion', {}, { timeoutMs: 0 }));
        count(client.openStream('domainOpenConsole', { dom, devName: null }, { timeoutMs: 0 }));
        return { tap, ended: () => closed, finish: () => client.destroy() };
      });
      expect(result.ends).toBeGreaterThan(10_000);
      expect(result.slowestMs).toBeLessThan(hangLimitMs);
    });
    expect(ended).toBe(calls);
    expect(grown).toBeLessThan(growthLimitBytes);
  });

  it('to a server: it survives or closes with a typed error', { timeout: 120_000 }, async () => {
    const good = clientFrames();
    let closedWith = 0;
    const grown = await growth(async () => {
      const result = await storm(good, 2, () => {
        const { tap, channel } = tapped();
        let closed = false;
        const server = new RpcServer(
          channel,
          {
            connectOpen: () => ({}),
            connectGetLibVersion: () => ({ libVer: 1n }),
            domainDefineXml: () => ({ dom }),
            domainSetSchedulerParameters: () => ({}),
            domainOpenConsole: (_args, context) => {
              context.useStream(async (stream) => {
                while ((await stream.read()) !== undefined);
              });
              return {};
            },
          },
          {
            onClosed: (error) => {
              closed = true;
              if (error !== undefined) closedWith++;
            },
          },
        );
        return { tap, ended: () => closed, finish: () => server.destroy() };
      });
      expect(result.ends).toBeGreaterThan(10_000);
      expect(result.slowestMs).toBeLessThan(hangLimitMs);
    });
    expect(closedWith).toBeGreaterThan(10_000);
    expect(grown).toBeLessThan(growthLimitBytes);
  });

  it('a length claimed is not a length allocated', async () => {
    const { client: near, server: far } = memoryPair('fuzz');
    const client = new RpcClient(near);
    const before = process.memoryUsage().external;
    const claim = Buffer.alloc(28);
    claim.writeUInt32BE(32 * 1024 * 1024);
    const clients = Array.from({ length: 50 }, () => {
      const pair = tapped();
      const claiming = new RpcClient(pair.channel);
      pair.tap.arrive(claim);
      return claiming;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(process.memoryUsage().external - before).toBeLessThan(16 * 1024 * 1024);
    for (const claiming of clients) claiming.destroy();
    client.destroy();
    far.stream.destroy();
  });
});
