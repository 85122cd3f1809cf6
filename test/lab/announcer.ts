/** Starts a namespace's first process and listens to the lines by which it says how far it is. */
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { LabError } from './command.ts';
import { markOf, type ProcessMark } from './processes.ts';

export interface Announcer {
  readonly wrapper: ProcessMark;
  /** Waits for a line that starts with `word`; gives the rest of it. */
  line(word: string, timeoutMs: number): Promise<string>;
  say(text: string): void;
  /** Lets it live on its own; with `hold`, until this process ends. */
  release(hold: boolean): void;
  abandon(): void;
}

export interface Start {
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly log: string;
}

function begin(start: Start): ChildProcess {
  const [program = '', ...args] = start.command;
  const log = openSync(start.log, 'a');
  const path = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
  const env = { PATH: path, HOME: process.env['HOME'] ?? '/root', LANG: 'C.UTF-8', ...start.env };
  try {
    return spawn(program, args, { cwd: '/', env, detached: true, stdio: ['pipe', 'pipe', log] });
  } finally {
    closeSync(log);
  }
}

export function announcer(start: Start): Announcer {
  const child = begin(start);
  if (child.pid === undefined || !child.stdout || !child.stdin) {
    throw new LabError(`${start.command[0]} did not start.`);
  }
  const { stdin, stdout } = child;
  const lines = createInterface({ input: stdout });
  const waiting: string[] = [];
  let wake: () => void = () => undefined;
  let ended = false;
  lines.on('line', (line) => {
    waiting.push(line);
    wake();
  });
  const end = (): void => {
    ended = true;
    wake();
  };
  lines.on('close', end);
  child.on('error', end);
  stdin.on('error', () => undefined);
  const logTail = (): string => readFileSync(start.log, 'utf8').trim().slice(-1500) || 'nothing in its log';

  return {
    wrapper: markOf(child.pid),
    async line(word, timeoutMs) {
      const deadline = performance.now() + timeoutMs;
      for (;;) {
        const line = waiting.shift();
        if (line?.startsWith(word)) return line.slice(word.length).trim();
        if (line !== undefined) continue;
        if (ended) throw new LabError(`It ended before it was "${word}": ${logTail()} (${start.log})`);
        const leftMs = deadline - performance.now();
        if (leftMs <= 0) throw new LabError(`Not "${word}" after ${timeoutMs} ms: ${logTail()} (${start.log})`);
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, leftMs);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
    },
    say: (text) => void stdin.write(`${text}\n`),
    release(hold) {
      lines.close();
      stdout.destroy();
      child.unref();
      if (!hold) stdin.destroy();
      else if ('unref' in stdin && typeof stdin.unref === 'function') stdin.unref();
    },
    abandon() {
      lines.close();
      stdin.destroy();
      child.kill('SIGKILL');
    },
  };
}
