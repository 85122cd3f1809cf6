import { dirname, join } from 'node:path';
import { app, protocol } from 'electron';
import { parseArguments, profileDirectory, type ShellArguments } from './arguments.ts';
import { Desktop } from './desktop.ts';
import { displayProblem, drawInSoftware, parseGpuRecord, withGpuCrash } from './display.ts';
import { consoleSchemePrivileges } from './session-guard.ts';
import { readSmallFile, writeSmallFile } from './small-file.ts';

export interface Surroundings {
  /** Without the program's own name. */
  readonly argv: readonly string[];
  readonly workingDirectory: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  /** Where the built shell is. */
  readonly outFolder: string;
  readonly resourcesFolder: string;
  readonly electronVersion: string;
  readonly say: (line: string) => void;
}

/** Settles what must be settled before Electron is ready, in the order in which one thing needs the other. */
export function begin(surroundings: Surroundings): void {
  const { argv, workingDirectory, environment, platform, say } = surroundings;
  const parsed = parseArguments(argv, workingDirectory);
  if (parsed.kind === 'refused') {
    say(parsed.message);
    app.exit(2);
    return;
  }
  const problem = displayProblem(platform, environment);
  if (problem !== undefined) {
    say(problem);
    app.exit(1);
    return;
  }
  const profile = profileDirectory(app.getPath('appData'), parsed.arguments);
  app.setPath('userData', profile);
  if (!app.requestSingleInstanceLock()) {
    // The first instance has been told and comes to the front.
    app.exit(0);
    return;
  }
  // Electron can't keep its sandbox as root; whoever starts it so has said it, and this call would unsay it.
  if (!argv.includes('--no-sandbox')) app.enableSandbox();
  protocol.registerSchemesAsPrivileged([consoleSchemePrivileges]);
  watchGpu(join(profile, 'gpu.json'), surroundings.electronVersion);
  void app.whenReady().then(() => open(surroundings, parsed.arguments, profile));
}

function open(surroundings: Surroundings, shellArguments: ShellArguments, profile: string): void {
  const { outFolder, resourcesFolder, platform } = surroundings;
  const developing = !app.isPackaged;
  // In a clone the program is <root>/out/main, and the pictures are where they are drawn.
  const assets = developing ? join(dirname(dirname(outFolder)), 'build') : resourcesFolder;
  const iconFolder = join(assets, 'tray');
  new Desktop({
    arguments: shellArguments,
    platform,
    developing,
    outFolder,
    iconFolder,
    profile,
    now: Date.now,
  }).start();
}

function watchGpu(path: string, version: string): void {
  let record = parseGpuRecord(readSmallFile(path) ?? '');
  if (drawInSoftware(record, version, Date.now())) app.disableHardwareAcceleration();
  app.on('child-process-gone', (_event, details) => {
    if (details.type !== 'GPU' || details.reason === 'clean-exit') return;
    record = withGpuCrash(record, version, Date.now());
    writeSmallFile(path, JSON.stringify(record));
  });
}
