/** Running a command to its end, with its output, a bound on time and an error that says what it printed. */
import { spawn } from 'node:child_process';

export interface CommandResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CommandOptions {
  readonly input?: string | Uint8Array;
  readonly timeoutMs?: number;
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Give a result with a code other than 0 back instead of throwing. */
  readonly mayFail?: boolean;
}

export class LabError extends Error {
  override readonly name = 'LabError';
}

const outputBytesMax = 32 * 1024 * 1024;

export function run(command: readonly string[], options: CommandOptions = {}): Promise<CommandResult> {
  const [program = '', ...args] = command;
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: options.cwd ?? '/',
      env: { ...process.env, ...options.env },
      stdio: 'pipe',
      timeout: options.timeoutMs ?? 60_000,
      killSignal: 'SIGKILL',
    });
    const output: { stdout: Buffer[]; stderr: Buffer[] } = { stdout: [], stderr: [] };
    let bytes = 0;
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > outputBytesMax) child.kill('SIGKILL');
        else output[name].push(chunk);
      });
    }
    // A command that ends without reading its input closes the pipe; its exit code says enough.
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.input ?? '');
    child.on('error', (error) => reject(new LabError(`${program} did not start: ${error.message}`)));
    child.on('close', (code, signal) => {
      const result = {
        code: code ?? 128,
        stdout: Buffer.concat(output.stdout).toString('utf8'),
        stderr: Buffer.concat(output.stderr).toString('utf8'),
      };
      if (result.code === 0 || (options.mayFail && signal === null)) return resolve(result);
      const why = signal === null ? `ended with code ${result.code}` : `was ended by ${signal}`;
      const said = (result.stderr.trim() || result.stdout.trim()).slice(-2000);
      reject(new LabError(`${command.join(' ').slice(0, 500)} ${why}${said ? `: ${said}` : ''}`));
    });
  });
}
