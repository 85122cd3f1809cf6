/**
 * The client against our own server half over an in-memory pair: every rule of the protocol once, in the order of the
 * protocol.
 */
import { afterEach, describe, expect, it } from 'vitest';
import type { Channel } from '../src/channel.ts';
import {
  BusyError,
  CancelledError,
  Connection,
  ConnectionClosedError,
  type Handlers,
  InvalidInputError,
  LibvirtError,
  memoryPair,
  procedures,
  RemoteFailure,
  RpcClient,
  RpcServer,
  TimeoutError,
} from '../src/index.ts';
import { remoteError } from '../src/rpc/remote-error.ts';
import { XdrWriter } from '../src/xdr/writer.ts';
import { until } from './daemon.ts';

const uuid = '6695eb01-f6a4-8304-79aa-97f2502e193f';
const dom = { name: 'test', uuid, id: 1 };
const lifecycle = (callbackID: number, event: number) => ({ callbackID, msg: { dom, event, detail: 0 } });

const basic: Handlers = {
  authList: () => ({ types: [0] }),
  connectSupportsFeature: () => ({ supported: true }),
  connectOpen: () => ({}),
  connectClose: () => ({}),
  connectGetLibVersion: () => ({ libVer: 9_000_000n }),
};

/** Both ends of a connection, ended after each test. */
const ends: (() => void)[] = [];
function pair(handlers: Handlers = basic, options: ConstructorParameters<typeof RpcClient>[1] = {}) {
  const { client: near, server: far } = memoryPair('rack1');
  const server = new RpcServer(far, handlers);
  const client = new RpcClient(near, options);
  ends.push(
    () => client.destroy(),
    () => server.destroy(),
  );
  return { client, server, near, far };
}
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

/** A handler that answers when told to. */
function gate<T>(value: T) {
  let open: (() => void) | undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { handler: () => opened.then(() => value), open: () => open?.() };
}

describe('calls', () => {
  it('come back in whatever order the host answers', async () => {
    const slow = gate({ libVer: 1n });
    const { client } = pair({
      ...basic,
      connectGetLibVersion: slow.handler,
      connectGetHostname: () => ({ hostname: 'rack1' }),
    });
    const first = client.call('connectGetLibVersion', {});
    expect((await client.call('connectGetHostname', {})).hostname).toBe('rack1');
    slow.open();
    expect((await first).libVer).toBe(1n);
    expect(client.underWay).toEqual({ calls: 0, streams: 0 });
  });

  it('give libvirt’s error with all its fields', async () => {
    const { client } = pair({
      domainLookupByName: () => {
        throw new RemoteFailure('NO_DOMAIN', 'Domain not found: no domain with matching name', 'QEMU', {
          dom,
          int1: 7,
          str2: 'two',
        });
      },
    });
    const error = await client.call('domainLookupByName', { name: 'x' }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(LibvirtError);
    expect(error).toMatchObject({
      host: 'rack1',
      procedure: 'domainLookupByName',
      code: 'NO_DOMAIN',
      domain: 'QEMU',
      level: 'error',
      fields: { dom, int1: 7, str2: 'two', str3: null, net: null },
    });
    expect(String(error)).toMatch(/rack1 domainLookupByName: Domain not found.*NO_DOMAIN/);
    expect((error as LibvirtError).whatToDo).toMatch(/list the domains again/);
  });

  it('say which argument can not be sent, and send nothing', async () => {
    const { client } = pair();
    const error = await client.call('domainSetMemory', { dom, memory: -5n }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(InvalidInputError);
    expect(String(error)).toMatch(/rack1 domainSetMemory: memory: -5/);
    expect((await client.call('connectGetLibVersion', {})).libVer).toBe(9_000_000n);
  });

  it('run out of time, and a late answer is no surprise', async () => {
    const slow = gate({ libVer: 1n });
    const { client } = pair({
      ...basic,
      connectGetLibVersion: slow.handler,
      connectGetHostname: () => ({ hostname: 'h' }),
    });
    const error = await client.call('connectGetLibVersion', {}, { timeoutMs: 30 }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(TimeoutError);
    expect(error).toMatchObject({ host: 'rack1', procedure: 'connectGetLibVersion', timeoutMs: 30 });
    slow.open();
    await until(() => client.underWay.calls === 0, 1_000, 'the late answer was not taken note of');
    expect((await client.call('connectGetHostname', {})).hostname).toBe('h');
  });

  it('end when the caller gives up, and leave no listener', async () => {
    const slow = gate({ libVer: 1n });
    const { client } = pair({ connectGetLibVersion: slow.handler });
    const controller = new AbortController();
    const counted = countListeners(controller.signal);
    const call = client.call('connectGetLibVersion', {}, { signal: controller.signal });
    expect(counted()).toBe(1);
    controller.abort(new Error('changed my mind'));
    await expect(call).rejects.toBeInstanceOf(CancelledError);
    expect(counted()).toBe(0);
    await expect(client.call('connectGetLibVersion', {}, { signal: controller.signal })).rejects.toBeInstanceOf(
      CancelledError,
    );
    slow.open();
    await until(() => client.underWay.calls === 0, 1_000, 'the call given up was not forgotten');
  });

  it('are bounded in number', async () => {
    const slow = gate({ libVer: 1n });
    const { client } = pair({ connectGetLibVersion: slow.handler }, { maximumPendingCalls: 3 });
    const calls = Array.from({ length: 5 }, () =>
      client.call('connectGetLibVersion', {}).catch((error: unknown) => error),
    );
    expect(await calls[4]).toBeInstanceOf(BusyError);
    slow.open();
    const ended = await Promise.all(calls);
    expect(ended.filter((end) => end instanceof BusyError)).toHaveLength(2);
  });

  it('are bounded in bytes that the host does not take', async () => {
    const { client: near } = memoryPair('rack1');
    const client = new RpcClient(near, { maximumUnsentBytes: 1024 * 1024 });
    ends.push(() => client.destroy());
    const xml = 'x'.repeat(512 * 1024);
    const calls: Promise<unknown>[] = [];
    for (let index = 0; index < 6; index++)
      calls.push(client.call('domainDefineXml', { xml }).catch((error: unknown) => error));
    expect(await calls[5]).toBeInstanceOf(BusyError);
    client.destroy();
    for (const end of await Promise.all(calls))
      expect([BusyError, ConnectionClosedError]).toContain((end as Error).constructor);
  });

  it('more than the server takes at once wait unread, none is lost', async () => {
    let most = 0;
    let now = 0;
    const { client: near, server: far } = memoryPair('rack1');
    const server = new RpcServer(
      far,
      {
        connectGetLibVersion: async () => {
          most = Math.max(most, ++now);
          await new Promise((resolve) => setImmediate(resolve));
          now--;
          return { libVer: 1n };
        },
      },
      { maximumCalls: 5 },
    );
    const client = new RpcClient(near);
    ends.push(
      () => client.destroy(),
      () => server.destroy(),
    );
    await Promise.all(Array.from({ length: 3_000 }, () => client.call('connectGetLibVersion', {})));
    expect(most).toBe(5);
    expect(server.underWay.calls).toBe(0);
  });
});

describe('the end of a connection', () => {
  it('ends every call under way with a typed error that says host and procedure', async () => {
    const { client, server } = pair({ connectGetLibVersion: () => new Promise(() => {}) });
    const call = client.call('connectGetLibVersion', {}).catch((reason: unknown) => reason);
    await client.call('connectGetHostname', {}).catch(() => {});
    server.destroy();
    const error = await call;
    expect(error).toBeInstanceOf(ConnectionClosedError);
    expect(error).toMatchObject({ host: 'rack1', procedure: 'connectGetLibVersion' });
    await expect(client.call('connectGetLibVersion', {})).rejects.toBeInstanceOf(ConnectionClosedError);
  });

  it('is told once, and leaves no listener on the stream', async () => {
    const { client, near } = pair();
    let told = 0;
    client.onClosed(() => told++);
    client.destroy();
    client.destroy();
    expect(told).toBe(1);
    for (const event of ['data', 'drain', 'end']) expect(near.stream.listenerCount(event), event).toBe(0);
  });

  it('comes in good order when we say goodbye', async () => {
    const { client: near, server: far } = memoryPair('rack1');
    let closedBy: unknown = 'nothing';
    const server = new RpcServer(far, basic, {
      onClosed: (error) => {
        closedBy = error;
      },
    });
    ends.push(() => server.destroy());
    const connection = await Connection.open(near, { keepalive: null });
    await connection.close();
    expect(connection.isClosed).toBe(true);
    await until(() => closedBy !== 'nothing', 1_000, 'the server was not told');
  });

  it('that opening failed closes the channel', async () => {
    const { client: near, server: far } = memoryPair('rack1');
    const server = new RpcServer(far, { authList: () => ({ types: [9] }) });
    ends.push(() => server.destroy());
    await expect(Connection.open(near)).rejects.toMatchObject({ kind: 'authentication' });
    expect(near.stream.destroyed).toBe(true);
  });
});

describe('keepalive', () => {
  it('ends a connection to a host that is silent', async () => {
    const { client: near } = memoryPair('rack1');
    const client = new RpcClient(near);
    ends.push(() => client.destroy());
    client.startKeepalive({ intervalMs: 10, count: 3 });
    const error = await client.call('connectGetLibVersion', {}, { timeoutMs: 0 }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ConnectionClosedError);
    expect(String(error)).toMatch(/no sign of life for 30 ms/);
  });

  it('keeps one that answers, both ways', async () => {
    const slow = gate({ libVer: 1n });
    const { client, server } = pair({ connectGetLibVersion: slow.handler });
    client.startKeepalive({ intervalMs: 5, count: 2 });
    server.startKeepalive({ intervalMs: 5, count: 2 });
    const call = client.call('connectGetLibVersion', {});
    let ticks = 0;
    await until(() => ++ticks > 5, 5_000, 'time stood still');
    slow.open();
    expect((await call).libVer).toBe(1n);
  });

  it('does not let the host give us up while we hold back reading', async () => {
    const { client, server } = pair({
      storageVolDownload: (_args, context) => {
        context.useStream(async (stream) => {
          const block = Buffer.alloc(256 * 1024);
          for (let index = 0; index < 64; index++) await stream.write(block);
          await stream.end();
        });
        return {};
      },
    });
    client.startKeepalive({ intervalMs: 5, count: 2 });
    server.startKeepalive({ intervalMs: 10, count: 2 });
    const vol = { pool: 'p', name: 'v', key: 'k' };
    const stream = await client.openStream('storageVolDownload', { vol, offset: 0n, length: 0n });
    let ticks = 0;
    await until(() => ++ticks > 10, 5_000, 'time stood still');
    let bytes = 0;
    for await (const chunk of stream) bytes += (chunk as Uint8Array).length;
    expect(bytes).toBe(64 * 256 * 1024);
  });
});

describe('streams', () => {
  const vol = { pool: 'p', name: 'v', key: 'k' };
  const args = { vol, offset: 0n, length: 0n };

  it('carry bytes and holes both ways and agree on the end', async () => {
    const received: (string | bigint)[] = [];
    const { client } = pair({
      storageVolUpload: (_args, context) => {
        context.useStream(async (stream) => {
          for (let chunk = await stream.read(); chunk !== undefined; chunk = await stream.read()) {
            received.push(chunk instanceof Uint8Array ? Buffer.from(chunk).toString() : chunk.holeBytes);
          }
        });
        return {};
      },
      storageVolDownload: (_args, context) => {
        context.useStream(async (stream) => {
          await stream.write(Buffer.from('one'));
          await stream.writeHole(1n << 40n);
          await stream.write(Buffer.from('two'));
          await stream.end();
        });
        return {};
      },
    });
    const up = await client.openStream('storageVolUpload', { ...args, flags: 1 });
    await up.write(Buffer.from('abc'));
    await up.writeHole(4096n);
    await up.finish();
    expect(received).toEqual(['abc', 4096n]);
    const down = await client.openStream('storageVolDownload', { ...args, flags: 1 });
    const chunks: unknown[] = [];
    for await (const chunk of down)
      chunks.push(chunk instanceof Uint8Array ? Buffer.from(chunk).toString() : chunk.holeBytes);
    await down.finish();
    expect(chunks).toEqual(['one', 1n << 40n, 'two']);
    expect(client.underWay).toEqual({ calls: 0, streams: 0 });
  });

  it('a slow reader slows the host, and memory stays bounded', async () => {
    let written = 0;
    const { client } = pair({
      storageVolDownload: (_args, context) => {
        context.useStream(async (stream) => {
          const block = Buffer.alloc(256 * 1024);
          for (let index = 0; index < 400; index++) {
            await stream.write(block);
            written += block.length;
          }
          await stream.end();
        });
        return {};
      },
    });
    const stream = await client.openStream('storageVolDownload', args);
    await until(
      settled(() => written),
      5_000,
      'the host never paused',
    );
    expect(written).toBeLessThan(16 * 1024 * 1024);
    let bytes = 0;
    for await (const chunk of stream) bytes += (chunk as Uint8Array).length;
    await stream.finish();
    expect(bytes).toBe(400 * 256 * 1024);
  });

  it('a slow host slows the writer', async () => {
    const go = gate(undefined);
    let taken = 0;
    const { client } = pair({
      storageVolUpload: (_args, context) => {
        context.useStream(async (stream) => {
          await go.handler();
          for (let chunk = await stream.read(); chunk !== undefined; chunk = await stream.read())
            taken += (chunk as Uint8Array).length;
        });
        return {};
      },
    });
    const stream = await client.openStream('storageVolUpload', args);
    const block = Buffer.alloc(256 * 1024);
    let sent = 0;
    const writing = (async () => {
      for (let index = 0; index < 200; index++) {
        await stream.write(block);
        sent += block.length;
      }
      await stream.finish();
    })();
    await until(
      settled(() => sent),
      5_000,
      'the writer never paused',
    );
    expect(sent).toBeLessThan(16 * 1024 * 1024);
    go.open();
    await writing;
    expect(taken).toBe(200 * 256 * 1024);
  });

  it('aborting ends both sides, by hand, by signal, and by leaving the loop', async () => {
    const ended: unknown[] = [];
    const { client, server } = pair({
      storageVolDownload: (_args, context) => {
        context.useStream(async (stream) => {
          try {
            for (;;) await stream.write(Buffer.alloc(64 * 1024));
          } catch (error) {
            ended.push(error);
            throw error;
          }
        });
        return {};
      },
    });
    const byHand = await client.openStream('storageVolDownload', args);
    await byHand.abort();
    await expect(byHand.read()).rejects.toBeInstanceOf(CancelledError);
    const controller = new AbortController();
    const bySignal = await client.openStream('storageVolDownload', args, { signal: controller.signal });
    await bySignal.read();
    controller.abort();
    await expect(bySignal.finish()).rejects.toBeInstanceOf(CancelledError);
    for await (const chunk of await client.openStream('storageVolDownload', args)) {
      expect(chunk).toBeInstanceOf(Uint8Array);
      break;
    }
    await until(() => ended.length === 3, 2_000, 'the host did not learn of the abort');
    expect(client.underWay.streams).toBe(0);
    expect(server.underWay.streams).toBe(0);
  });

  it('an error of the host ends the stream with it', async () => {
    const { client } = pair({
      storageVolUpload: (_args, context) => {
        context.useStream(async (stream) => {
          await stream.read();
          throw new RemoteFailure('OPERATION_FAILED', 'cannot write data to file: No space left on device', 'STORAGE');
        });
        return {};
      },
    });
    const stream = await client.openStream('storageVolUpload', args);
    const writing = (async () => {
      for (;;) await stream.write(Buffer.alloc(256 * 1024));
    })();
    await expect(writing).rejects.toMatchObject({ code: 'OPERATION_FAILED', procedure: 'storageVolUpload' });
    await expect(stream.finish()).rejects.toBeInstanceOf(LibvirtError);
  });

  it('take bytes that come before the reply, as a busy libvirtd sends them', async () => {
    const send = (far: Channel, type: number, status: number, bytes: Uint8Array): void => {
      const frame = Buffer.alloc(28 + bytes.length);
      const words = [frame.length, 0x20008086, 1, procedures.storageVolDownload.number, type, 1, status];
      for (const [index, word] of words.entries()) frame.writeUInt32BE(word, index * 4);
      frame.set(bytes, 28);
      far.stream.write(frame);
    };
    const { client: near, server: far } = memoryPair('rack1');
    const client = new RpcClient(near);
    ends.push(() => client.destroy());
    const opening = client.openStream('storageVolDownload', args);
    send(far, 3, 2, Buffer.from('early'));
    send(far, 1, 0, Buffer.alloc(0));
    send(far, 3, 2, Buffer.from('later'));
    send(far, 3, 2, Buffer.alloc(0));
    let text = '';
    for await (const chunk of await opening) text += Buffer.from(chunk as Uint8Array).toString();
    expect(text).toBe('earlylater');
    send(far, 3, 0, Buffer.alloc(0));
    await until(() => client.underWay.streams === 0, 1_000, 'the stream did not end');

    // One that ended before its reply is handed out ended.
    const { client: near2, server: far2 } = memoryPair('rack2');
    const second = new RpcClient(near2);
    ends.push(() => second.destroy());
    const broken = second.openStream('storageVolDownload', args);
    const failure = new XdrWriter();
    remoteError.write(failure, new RemoteFailure('OPERATION_FAILED', 'gone').fields);
    send(far2, 3, 1, failure.take());
    send(far2, 1, 0, Buffer.alloc(0));
    await expect((await broken).read()).rejects.toMatchObject({ code: 'OPERATION_FAILED' });
    expect(second.underWay).toEqual({ calls: 0, streams: 0 });
  });

  it('end with the connection', async () => {
    const { client, server } = pair({
      domainOpenConsole: (_args, context) => {
        context.useStream(() => new Promise(() => {}));
        return {};
      },
    });
    const stream = await client.openStream('domainOpenConsole', { dom, devName: null });
    const reading = stream.read().catch((error: unknown) => error);
    server.destroy();
    expect(await reading).toBeInstanceOf(ConnectionClosedError);
    await expect(stream.finish()).rejects.toBeInstanceOf(ConnectionClosedError);
    await stream.abort();
  });
});

describe('events', () => {
  const registering: Handlers = {
    ...basic,
    connectDomainEventCallbackRegisterAny: () => ({ callbackID: 4 }),
    connectDomainEventCallbackDeregisterAny: () => ({}),
  };

  it('reach their reader in order; those sent before the registration’s reply too', async () => {
    const { client: near, server: far } = memoryPair('rack1');
    const server = new RpcServer(far, {
      ...registering,
      connectDomainEventCallbackRegisterAny: (_args, { server: self }) => {
        self.sendEvent('domainEventCallbackLifecycle', lifecycle(4, 2));
        return { callbackID: 4 };
      },
    });
    const connection = await Connection.open(near, { keepalive: null });
    ends.push(
      () => server.destroy(),
      () => connection.client.destroy(),
    );
    const events = await connection.events.domain('lifecycle');
    server.sendEvent('domainEventCallbackLifecycle', lifecycle(4, 5));
    server.sendEvent('domainEventCallbackLifecycle', lifecycle(99, 1));
    server.sendEvent('domainEventCallbackLifecycle', lifecycle(4, 6));
    const seen: number[] = [];
    for await (const event of events) {
      if (event.kind !== 'lifecycle') throw new Error('no resync was due');
      expect(event.dom).toEqual(dom);
      seen.push(event.event);
      if (seen.length === 3) break;
    }
    expect(seen).toEqual([2, 5, 6]);
    expect(connection.events.readers).toBe(0);
  });

  it('a reader too slow is told to read the state afresh', async () => {
    const { client: near, server: far } = memoryPair('rack1');
    const server = new RpcServer(far, registering);
    const connection = await Connection.open(near, { keepalive: null });
    ends.push(
      () => server.destroy(),
      () => connection.client.destroy(),
    );
    const events = await connection.events.domain('lifecycle', null, { queueLength: 10 });
    for (let index = 0; index < 25; index++) server.sendEvent('domainEventCallbackLifecycle', lifecycle(4, index % 9));
    await connection.libraryVersion();
    expect(events.length).toBeLessThanOrEqual(10);
    expect((await events.next()).value).toEqual({ kind: 'resync-needed', droppedEvents: 22 });
    expect((await events.next()).value).toMatchObject({ kind: 'lifecycle' });
    await events.return();
  });

  it('end with the connection, with its error', async () => {
    const { client: near, server: far } = memoryPair('rack1');
    const server = new RpcServer(far, registering);
    const connection = await Connection.open(near, { keepalive: null });
    const events = await connection.events.domain('lifecycle');
    const next = events.next().catch((error: unknown) => error);
    server.destroy();
    expect(await next).toBeInstanceOf(ConnectionClosedError);
    expect(connection.events.readers).toBe(0);
  });

  it('stop by signal', async () => {
    const { client: near, server: far } = memoryPair('rack1');
    const server = new RpcServer(far, registering);
    const connection = await Connection.open(near, { keepalive: null });
    ends.push(
      () => server.destroy(),
      () => connection.client.destroy(),
    );
    const controller = new AbortController();
    const counted = countListeners(controller.signal);
    const events = await connection.events.domain('lifecycle', null, { signal: controller.signal });
    expect(counted()).toBe(1);
    const next = events.next();
    controller.abort();
    expect((await next).done).toBe(true);
    expect(counted()).toBe(0);
  });
});

/** Counts the abort listeners of a signal from now on. */
function countListeners(signal: AbortSignal): () => number {
  let count = 0;
  const add = signal.addEventListener.bind(signal);
  const remove = signal.removeEventListener.bind(signal);
  const listeners = new Set<unknown>();
  signal.addEventListener = (...given: Parameters<typeof add>) => {
    if (given[0] === 'abort' && !listeners.has(given[1])) {
      listeners.add(given[1]);
      count++;
      add(
        'abort',
        () => {
          if (listeners.delete(given[1])) count--;
        },
        { once: true },
      );
    }
    add(...given);
  };
  signal.removeEventListener = (...given: Parameters<typeof remove>) => {
    if (given[0] === 'abort' && listeners.delete(given[1])) count--;
    remove(...given);
  };
  return () => count;
}

/** True once a figure is the same as at the last look. */
function settled(figure: () => number): () => boolean {
  let before = Number.NaN;
  return () => {
    const same = figure() === before;
    before = figure();
    return same;
  };
}
