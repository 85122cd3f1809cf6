import { spawn } from 'node:child_process';

/** An Electron that ends with an error sooner than this never showed a window: a library is missing, for instance. */
const startedAfterMs = 5_000;

export type ElectronEnd =
  | { readonly kind: 'ended'; readonly code: number }
  | { readonly kind: 'never-started'; readonly reason: string };

export function electronArguments(root: string, args: readonly string[], user = process.getuid?.()): string[] {
  // Chromium refuses to run its sandbox as root on Linux.
  const sandbox = process.platform === 'linux' && user === 0 ? ['--no-sandbox'] : [];
  return [...sandbox, root, ...args];
}

export function runElectron(binary: string, root: string, args: readonly string[]): Promise<ElectronEnd> {
  const startedMs = performance.now();
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
  const child = spawn(binary, electronArguments(root, args), { cwd: root, env, stdio: 'inherit' });
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  let asked = false;
  const pass = (signal: NodeJS.Signals): void => {
    asked = true;
    child.kill(signal);
  };
  for (const signal of signals) process.on(signal, pass);
  return new Promise((resolve) => {
    const end = (result: ElectronEnd): void => {
      for (const signal of signals) process.off(signal, pass);
      resolve(result);
    };
    child.once('error', (error) => end({ kind: 'never-started', reason: error.message }));
    child.once('exit', (code, signal) => {
      const early = performance.now() - startedMs < startedAfterMs;
      if (code === 0 || asked || !early) return end({ kind: 'ended', code: code ?? 1 });
      end({
        kind: 'never-started',
        reason: signal === null ? `it ended at once with code ${code}` : `it died of ${signal}`,
      });
    });
  });
}
