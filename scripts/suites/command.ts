import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Exit } from './suite.ts';

/** The lab takes its hosts down on a signal, some seconds each. */
const graceMs = 20_000;
const outputLimitCharacters = 32 * 1024 * 1024;

const running = new Set<ChildProcess>();

export type CommandOptions = {
  readonly root: string;
  readonly logFile: string;
  readonly timeoutMs: number;
  readonly env?: Record<string, string>;
};

/** Runs a program to its end or its time limit; then nothing of its process group is left. */
export async function runCommand(program: string, args: readonly string[], options: CommandOptions): Promise<Exit> {
  const log = createWriteStream(options.logFile, { flags: 'a' });
  log.write(`$ ${program} ${args.join(' ')}\n`);
  const child = spawn(program, args, {
    cwd: options.root,
    env: { ...childEnvironment(options.root), ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // Its own group, so that a time limit ends its children with it.
    detached: process.platform !== 'win32',
  });
  running.add(child);
  let output = '';
  const keep = (chunk: Buffer): void => {
    log.write(chunk);
    if (output.length < outputLimitCharacters) output += chunk.toString('utf8');
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  let timedOut = false;
  const limit = setTimeout(() => {
    timedOut = true;
    signalGroup(child, 'SIGTERM');
    setTimeout(() => signalGroup(child, 'SIGKILL'), graceMs).unref();
  }, options.timeoutMs);
  const code = await ended(child, keep);
  clearTimeout(limit);
  signalGroup(child, 'SIGKILL');
  running.delete(child);
  if (timedOut) log.write(`Stopped: it was still running after ${options.timeoutMs / 1000} s.\n`);
  await new Promise<void>((resolve) => log.end(resolve));
  return { code, timedOut, output };
}

export function stopRunningCommands(): void {
  for (const child of running) signalGroup(child, 'SIGKILL');
}

/** The exit of the program itself ends the wait: a grandchild that keeps the pipe open must not. */
function ended(child: ChildProcess, keep: (chunk: Buffer) => void): Promise<number> {
  return new Promise((resolve) => {
    child.once('error', (error) => {
      keep(Buffer.from(`${error.message}\n`));
      resolve(127);
    });
    child.once('exit', (code) => {
      signalGroup(child, 'SIGKILL');
      child.once('close', () => resolve(code ?? 1));
    });
  });
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, signal);
  } catch {
    // Nothing of the group is left, which is what was wanted.
  }
}

function childEnvironment(root: string): NodeJS.ProcessEnv {
  const path = [join(root, 'node_modules', '.bin'), process.env['PATH'] ?? ''].join(delimiter);
  // A forced colour would only put escape codes into the logs.
  const { FORCE_COLOR: _, ...rest } = process.env;
  return { ...rest, PATH: path, NO_COLOR: '1' };
}
