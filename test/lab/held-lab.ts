/** Runs a command inside a lab of its own that ends with it, whichever way either of them ends. */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { sharedLabVariable } from './fixtures.ts';
import { down, up } from './lab.ts';
import { insideOuter } from './outer.ts';
import { labPaths } from './paths.ts';

export interface HeldLab {
  readonly hosts: number;
  readonly cgroups?: boolean;
  readonly command: readonly string[];
}

const prefix = 'run';

/** Folders of labs whose runner was killed: their processes ended with it, the folders could not. */
async function sweep(): Promise<void> {
  const racks = join(labPaths().cache, 'racks');
  for (const name of existsSync(racks) ? readdirSync(racks) : []) {
    const pid = new RegExp(`^(?:${prefix}|p)(\\d+)$`).exec(name)?.[1];
    if (pid !== undefined && !existsSync(`/proc/${pid}`)) await down(name);
  }
}

export async function withHeldLab(held: HeldLab): Promise<number> {
  await sweep();
  const name = `${prefix}${process.pid}`;
  const { hosts, command } = held;
  const lab = await up({ name, hosts, cgroups: held.cgroups ?? false, hold: true });
  try {
    // The command must not outlive its lab either, should this process be killed.
    const [program = '', ...args] = ['setpriv', '--pdeathsig', 'KILL', '--', ...insideOuter(lab.first, command)];
    const env = { ...process.env, [sharedLabVariable]: name, HEADROOM_LAB_RUNNER: String(process.pid) };
    const child = spawn(program, args, { stdio: 'inherit', env });
    const pass = (signal: NodeJS.Signals): void => void child.kill(signal);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, pass);
    return await new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code) => resolve(code ?? 1));
    });
  } finally {
    await down(name);
  }
}
