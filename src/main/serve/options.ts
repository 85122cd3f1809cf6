import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { usualDemoCustomers, usualFolder } from '../data-folder.ts';

export interface ServeOptions {
  readonly folder: string;
  readonly host: string;
  /** Undefined: the usual port, or any free one when that is taken. */
  readonly port: number | undefined;
  /** Origins by which a reverse proxy is known to browsers, besides our own. */
  readonly origins: readonly string[];
  readonly tls: { readonly certificatePath: string; readonly keyPath: string } | undefined;
  readonly demoCustomers: number | undefined;
  readonly open: boolean;
  /** A backup to put in the place of the catalog before starting on it. */
  readonly restorePath: string | undefined;
}

export const usualPort = 4680;

export const usage = `Headroom, headless: the console for a browser, and its HTTP API.

  --data-dir FOLDER      where the catalog is; made if missing
  --host ADDRESS         where to listen (127.0.0.1); any other than loopback needs TLS
  --port NUMBER          which port (${usualPort}, or a free one)
  --origin URL           an address a reverse proxy gives this console; may be repeated
  --tls-cert FILE --tls-key FILE
  --demo                 a catalog of generated rows, labelled as such, in a folder of its own
  --demo-customers N     how many customers it is filled with (${usualDemoCustomers})
  --open                 open the console in the browser
  --restore FILE         put a backup in the place of the catalog first; the catalog before is kept beside it
`;

/** Options, or a sentence that says which one is wrong and how it is written. */
export function readOptions(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
  platform: NodeJS.Platform,
): ServeOptions | string {
  let values: ReturnType<typeof parse>;
  try {
    values = parse(args);
  } catch (error) {
    return `${error instanceof Error ? error.message : String(error)}\n\n${usage}`;
  }
  if (values.help) return usage;
  const demoCustomers =
    values['demo-customers'] === undefined ? usualDemoCustomers : wholeNumber(values['demo-customers'], 0, 1_000_000);
  if (demoCustomers === undefined) return '--demo-customers takes a whole number from 0 to 1000000.';
  const port = values.port === undefined ? undefined : wholeNumber(values.port, 0, 65_535);
  if (values.port !== undefined && port === undefined) return '--port takes a whole number from 0 to 65535.';
  for (const origin of values.origin ?? []) {
    if (originOf(origin) !== origin)
      return `--origin takes an address such as https://console.example.org, without a path; got ${origin}.`;
  }
  const certificatePath = values['tls-cert'];
  const keyPath = values['tls-key'];
  if ((certificatePath === undefined) !== (keyPath === undefined)) return '--tls-cert and --tls-key go together.';
  const host = values.host ?? '127.0.0.1';
  const tls =
    certificatePath !== undefined && keyPath !== undefined
      ? { certificatePath: resolve(certificatePath), keyPath: resolve(keyPath) }
      : undefined;
  if (!isLoopback(host) && tls === undefined) {
    return `--host ${host} would send the access token over the network in the clear. Give --tls-cert and --tls-key, or stay on 127.0.0.1 and reach it through SSH (ssh -L ${usualPort}:127.0.0.1:${usualPort} this-server).`;
  }
  return {
    folder:
      values['data-dir'] !== undefined ? resolve(values['data-dir']) : usualFolder(environment, platform, values.demo),
    host,
    port,
    origins: values.origin ?? [],
    tls,
    demoCustomers: values.demo ? demoCustomers : undefined,
    open: values.open && !values['no-open'],
    restorePath: values.restore === undefined ? undefined : resolve(values.restore),
  };
}

const parse = (args: readonly string[]) =>
  parseArgs({
    args: [...args],
    options: {
      'data-dir': { type: 'string' },
      host: { type: 'string' },
      port: { type: 'string' },
      origin: { type: 'string', multiple: true },
      'tls-cert': { type: 'string' },
      'tls-key': { type: 'string' },
      demo: { type: 'boolean', default: false },
      'demo-customers': { type: 'string' },
      open: { type: 'boolean', default: false },
      restore: { type: 'string' },
      'no-open': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  }).values;

function wholeNumber(text: string, least: number, most: number): number | undefined {
  const value = /^\d{1,7}$/.test(text) ? Number(text) : Number.NaN;
  return value >= least && value <= most ? value : undefined;
}

function originOf(text: string): string | undefined {
  try {
    const url = new URL(text);
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.origin : undefined;
  } catch {
    return undefined;
  }
}

export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
