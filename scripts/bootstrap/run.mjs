// Runs a program quietly: its output is kept, and shown only by whoever finds that it failed.
import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';

const forwarded = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * The child stays in our process group, so that Ctrl-C reaches it, and a signal sent to us alone is passed on.
 * With `graceMs` it is killed when it does not follow a signal: right for npm, whose install is made again, and wrong
 * for a package manager in the middle of its database. Resolves to `{ code, output }`; a program that can't be started answers code 127.
 */
export function runQuietly(program, args, { cwd, env, logFile, timeoutMs, graceMs }) {
  mkdirSync(dirname(logFile), { recursive: true });
  const log = openSync(logFile, 'w');
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd, env, stdio: ['ignore', log, log], timeout: timeoutMs });
    let signalled;
    const pass = (signal) => {
      signalled = signal;
      child.kill(signal);
      if (graceMs !== undefined) setTimeout(() => child.kill('SIGKILL'), graceMs).unref();
    };
    for (const signal of forwarded) process.on(signal, pass);
    const finish = (code, note) => {
      for (const signal of forwarded) process.off(signal, pass);
      closeSync(log);
      if (signalled !== undefined) process.exit(130);
      resolve({ code, output: readFileSync(logFile, 'utf8') + note });
    };
    child.once('error', (error) => finish(127, `${program}: ${error.message}\n`));
    child.once('exit', (code, signal) => {
      finish(code ?? 1, signal === null ? '' : `${program} was stopped by ${signal}.\n`);
    });
  });
}

export function tail(output, lines) {
  return output.trimEnd().split('\n').slice(-lines).join('\n');
}

export function seconds(sinceMs) {
  const elapsed = (Date.now() - sinceMs) / 1000;
  return `${elapsed < 10 ? elapsed.toFixed(1) : Math.round(elapsed)} s`;
}
