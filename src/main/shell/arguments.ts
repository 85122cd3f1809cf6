import { isAbsolute, join, resolve } from 'node:path';

export interface ShellArguments {
  readonly demo: boolean;
  /** Where the catalog is. Absent: core's own choice for this platform, the one `serve` uses too. */
  readonly dataDir?: string;
}

export type ParsedArguments =
  | { readonly kind: 'run'; readonly arguments: ShellArguments }
  | { readonly kind: 'refused'; readonly message: string };

const refused = (message: string): ParsedArguments => ({ kind: 'refused', message });

/**
 * Reads the console's own switches and passes over the rest, because Chromium's (--no-sandbox, --disable-gpu, …), the
 * application's path and whatever a desktop adds are in the same list.
 */
export function parseArguments(argv: readonly string[], workingDirectory: string): ParsedArguments {
  let demo = false;
  let dataDir: string | undefined;
  for (let index = 0; index < argv.length; index++) {
    const argument = argv[index] ?? '';
    if (argument === '--demo') demo = true;
    else if (argument.startsWith('--demo=')) return refused('--demo takes no value. Give it alone: --demo');
    else if (argument === '--data-dir' || argument.startsWith('--data-dir=')) {
      const inline = argument.startsWith('--data-dir=');
      const value = inline ? argument.slice('--data-dir='.length) : argv[++index];
      if (value === undefined || value === '' || (!inline && value.startsWith('--'))) {
        return refused('--data-dir names no folder. Give one: --data-dir /path/to/folder');
      }
      if (value.includes('\0')) return refused('--data-dir names a folder with a zero byte, which no system can open.');
      const absolute = isAbsolute(value) ? resolve(value) : resolve(workingDirectory, value);
      if (dataDir !== undefined && dataDir !== absolute) {
        return refused(`--data-dir is given twice: ${dataDir} and ${absolute}. Give one.`);
      }
      dataDir = absolute;
    }
  }
  return { kind: 'run', arguments: dataDir === undefined ? { demo } : { demo, dataDir } };
}

/**
 * Chromium's profile, which also carries the single-instance lock: one for each catalog, so that a demo or a second
 * data center can be open beside the first, and the same catalog can't be opened twice. A folder inside of ours: macOS
 * and Windows keep catalog and profile under the same parent.
 */
export function profileDirectory(applicationData: string, shellArguments: ShellArguments): string {
  const { demo, dataDir } = shellArguments;
  if (dataDir !== undefined) return join(dataDir, demo ? 'desktop-demo' : 'desktop');
  return join(applicationData, demo ? 'headroom-demo' : 'headroom', 'desktop');
}
