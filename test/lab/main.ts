/** `npm run lab -- …`: real libvirt hosts on this machine, to try Headroom on. */
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { LabError } from './command.ts';
import { buildGuest } from './guest/build.ts';
import { onHost } from './host.ts';
import { describeHost, down, powerOff, powerOn, runningLab, up } from './lab.ts';
import { insideOuter } from './outer.ts';
import { labPaths } from './paths.ts';
import type { LabRecord } from './record.ts';

const usage = `npm run lab -- COMMAND [--name LAB]

  up N [--cgroups] [--no-kvm]   bring the lab to N hosts and print their addresses
  status [--json]               the hosts that run, and their addresses
  inside -- COMMAND …           run a command in the lab's network: virsh, ssh, curl, Headroom itself
  exec HOST -- COMMAND …        run a command on a host
  off HOST | on HOST            cut a host's power, and switch it on again
  guest [--rebuild]             build the tiny guest and say where it is
  down [--cache]                end the lab and remove it; with --cache, also the keys and the guest kept for the next one
`;

function print(lab: LabRecord, asJson: boolean): void {
  const paths = labPaths(lab.name);
  const hosts = lab.hosts.map((host) => describeHost(paths, lab.name, host));
  if (asJson) {
    process.stdout.write(
      `${JSON.stringify({ name: lab.name, pid: lab.first.pid, keys: paths.keys, hosts }, null, 2)}\n`,
    );
    return;
  }
  for (const host of hosts) {
    process.stdout.write(`${host.name}  ${host.address}  ${host.on ? 'on' : 'off'}\n`);
    for (const uri of Object.values(host.uris)) process.stdout.write(`    ${uri}\n`);
  }
  process.stdout.write(
    'The unix addresses work from this machine. The others work inside the lab: npm run lab -- inside -- virsh -c URI list\n',
  );
}

const needLab = (name: string | undefined): LabRecord => {
  const lab = runningLab(name);
  if (!lab) throw new LabError('No lab runs here. Start one with "npm run lab -- up 3".');
  return lab;
};

function hostIn(lab: LabRecord, text: string | undefined): LabRecord['hosts'][number] {
  const host = lab.hosts.find(({ index }) => text === `h${index}` || text === String(index));
  const names = lab.hosts.map(({ index }) => `h${index}`).join(', ');
  if (!host) throw new LabError(`There is no host "${text ?? ''}" in this lab. It has: ${names}.`);
  return host;
}

async function handOver(command: readonly string[]): Promise<number> {
  const [program = '', ...args] = command;
  const child = spawn(program, args, { stdio: 'inherit' });
  return await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
}

async function main(argv: readonly string[]): Promise<number> {
  const split = argv.indexOf('--');
  const own = split < 0 ? argv : argv.slice(0, split);
  const rest = split < 0 ? [] : argv.slice(split + 1);
  const { values, positionals } = parseArgs({
    args: [...own],
    allowPositionals: true,
    options: {
      name: { type: 'string' },
      cgroups: { type: 'boolean' },
      'no-kvm': { type: 'boolean' },
      json: { type: 'boolean' },
      rebuild: { type: 'boolean' },
      cache: { type: 'boolean' },
    },
  });
  const [command, argument] = positionals;
  const { name } = values;
  switch (command) {
    case 'up': {
      const began = performance.now();
      const kvm = values['no-kvm'] ? 'absent' : 'machine';
      const lab = await up({
        ...(name ? { name } : {}),
        hosts: Number(argument ?? 3),
        cgroups: values.cgroups ?? false,
        kvm,
      });
      print(lab, values.json ?? false);
      if (!values.json) process.stdout.write(`Up in ${((performance.now() - began) / 1000).toFixed(2)} s.\n`);
      return 0;
    }
    case 'status':
      print(needLab(name), values.json ?? false);
      return 0;
    case 'inside':
      return await handOver(insideOuter(needLab(name).first, rest.length > 0 ? rest : ['bash']));
    case 'exec':
      return await handOver(onHost(hostIn(needLab(name), argument), rest.length > 0 ? rest : ['bash']));
    case 'off':
    case 'on': {
      const lab = needLab(name);
      const { index } = hostIn(lab, argument);
      await (command === 'off' ? powerOff : powerOn)(lab.name, index);
      process.stdout.write(`h${index} is ${command}.\n`);
      return 0;
    }
    case 'guest': {
      const guest = await buildGuest(labPaths(name), { rebuild: values.rebuild ?? false });
      process.stdout.write(`${Object.values(guest).join('\n')}\n`);
      return 0;
    }
    case 'down': {
      const removed = await down(name);
      if (values.cache) rmSync(labPaths(name).cache, { recursive: true, force: true });
      process.stdout.write(removed ? 'The lab is gone.\n' : 'No lab ran here.\n');
      return 0;
    }
    default:
      process.stdout.write(usage);
      return command === undefined || command === 'help' ? 0 : 2;
  }
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
