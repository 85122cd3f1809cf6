import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { Refusal } from '../../shared/refusal.ts';
import { type CoreEvents, type CoreProcess, CoreSupervisor } from './core-supervisor.ts';
import type { RestartPolicy } from './restart-policy.ts';

const policy: RestartPolicy = { giveUpAfter: 4, windowMs: 60_000, firstDelayMs: 1, longestDelayMs: 4 };
const children = new Set<ChildProcess>();

afterEach(async () => {
  for (const child of children) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }
  children.clear();
});

function realProcess(behaviour: string): CoreProcess<never> {
  const child = fork(join(import.meta.dirname, 'fixtures', 'core-child.mjs'), [behaviour], { stdio: 'ignore' });
  children.add(child);
  return {
    postMessage: (message) => void (child.connected && child.send(message)),
    kill: () => void child.kill('SIGKILL'),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.on('exit', listener),
  };
}

/** Collects what the supervisor says, and lets a test wait for it. */
function listen() {
  const heard: string[] = [];
  const waiters: { text: string; count: number; resolve: () => void }[] = [];
  let refusal: Refusal | undefined;
  const pids: number[] = [];
  const say = (text: string) => {
    heard.push(text);
    for (const waiter of waiters)
      if (heard.filter((one) => one === waiter.text).length >= waiter.count) waiter.resolve();
  };
  const events: CoreEvents = {
    ready: () => say('ready'),
    restarting: () => say('restarting'),
    refused: (given) => {
      refusal = given;
      say('refused');
    },
    gaveUp: (ends, _windowMs, exitCode) => say(`gave up after ${ends}, code ${exitCode}`),
    message: (message) => {
      if (message.type === 'attention') pids.push(message.count);
      say(message.type);
    },
    nonsense: () => say('nonsense'),
  };
  const until = (text: string, count = 1) =>
    new Promise<void>((resolve) => {
      waiters.push({ text, count, resolve });
      if (heard.filter((one) => one === text).length >= count) resolve();
    });
  return { heard, events, until, pids, refusal: () => refusal };
}

function supervise(behaviour: string) {
  const ear = listen();
  const core = new CoreSupervisor<never>({
    fork: () => realProcess(behaviour),
    options: { demo: true },
    policy,
    events: ear.events,
    now: () => performance.now(),
  });
  return { ...ear, core };
}

describe('CoreSupervisor with real processes', () => {
  test('is ready, and starts core again after kill -9', async () => {
    const { core, until, pids, heard } = supervise('good');
    core.start();
    core.start();
    await until('attention');
    expect(core.ready).toBe(true);
    process.kill(pids[0] ?? 0, 'SIGKILL');
    await until('attention', 2);
    expect(core.ready).toBe(true);
    expect(new Set(pids).size).toBe(2);
    expect(heard).toEqual(['ready', 'attention', 'restarting', 'ready', 'attention']);
    expect(await core.close(10_000)).toBe('closed');
    expect(core.ready).toBe(false);
  });

  test('gives up on a core that always crashes, and the operator can start afresh', async () => {
    const { core, until, heard } = supervise('crash');
    core.start();
    await until('gave up after 4, code 7');
    expect(children.size).toBe(4);
    expect(heard.filter((text) => text === 'restarting')).toHaveLength(3);
    core.startAfresh();
    await until('gave up after 4, code 7', 2);
    expect(children.size).toBe(8);
  });

  test('does not start a core again that said why it can’t start', async () => {
    const { core, until, refusal, heard } = supervise('refuse');
    core.start();
    await until('refused');
    expect(refusal()?.code).toBe('catalog.in-use');
    const [child] = [...children];
    expect(child?.exitCode ?? child?.signalCode).not.toBeNull();
    expect(heard).toEqual(['refused']);
    expect(children.size).toBe(1);
  });

  test('drops what is not in the protocol, and a second ready', async () => {
    const odd = supervise('nonsense');
    odd.core.start();
    await odd.until('attention');
    expect(odd.heard).toEqual(['nonsense', 'ready', 'attention']);
    await odd.core.close(10_000);
    const twice = supervise('twice');
    twice.core.start();
    await twice.until('attention');
    expect(twice.heard).toEqual(['ready', 'nonsense', 'attention']);
    await twice.core.close(10_000);
  });

  test('ends a core that does not end by itself, and two who close wait for the same end', async () => {
    const { core, until, heard } = supervise('stubborn');
    core.start();
    await until('attention');
    const [first, second] = await Promise.all([core.close(20), core.close(20)]);
    expect([first, second]).toEqual(['killed', 'closed']);
    expect(heard).toEqual(['ready', 'attention']);
  });

  test('closing while it waits to start again leaves no core behind', async () => {
    const { core, until } = supervise('crash');
    core.start();
    await until('restarting');
    expect(await core.close(1_000)).toBe('closed');
    const started = children.size;
    for (const child of children) if (child.exitCode === null) await once(child, 'exit');
    expect(children.size).toBe(started);
  });
});
