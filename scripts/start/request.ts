import { parseArgs } from 'node:util';

/** What the words after `npm start --` ask for. Whatever serve itself understands is handed to it unread. */
export type Request =
  | { readonly kind: 'help' }
  | { readonly kind: 'headless'; readonly args: readonly string[] }
  | {
      readonly kind: 'console';
      readonly window: 'auto' | 'electron' | 'browser';
      readonly open: boolean;
      readonly args: readonly string[];
    }
  | { readonly kind: 'refused'; readonly reason: string };

export const usage = `npm start [-- OPTIONS]           opens the console: in Electron where it is or can be had, else in the browser
npm start -- serve [OPTIONS]     the headless host alone: --host, --port, --data-dir, --demo

  --demo             an embedded demo data center instead of your own catalog
  --data-dir FOLDER  where catalog and ledger are kept
  --port NUMBER      port of the console in the browser
  --no-open          print the address, open nothing, run until Ctrl-C
  --electron         Electron or nothing; asks for its binary again even if that failed today
  --browser          the browser even where Electron is installed
`;

export function readRequest(words: readonly string[]): Request {
  const [first] = words;
  if (first === undefined || first.startsWith('-')) return readConsole(words);
  if (first !== 'serve') return { kind: 'refused', reason: `"${first}" is not a command: serve, or options only.` };
  return { kind: 'headless', args: words.slice(1) };
}

function readConsole(words: readonly string[]): Request {
  const read = tryParse(words);
  if (typeof read === 'string') return { kind: 'refused', reason: read };
  if (read.help) return { kind: 'help' };
  if (read.electron && (read.browser || read['no-open'])) {
    return { kind: 'refused', reason: '--electron contradicts --browser and --no-open: choose one.' };
  }
  const args = [
    ...(read.demo ? ['--demo'] : []),
    ...(read['data-dir'] === undefined ? [] : ['--data-dir', read['data-dir']]),
    ...(read.port === undefined ? [] : ['--port', read.port]),
  ];
  const window = read.electron ? 'electron' : read.browser || read['no-open'] ? 'browser' : 'auto';
  return { kind: 'console', window, open: !read['no-open'], args };
}

function tryParse(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      options: {
        demo: { type: 'boolean', default: false },
        'no-open': { type: 'boolean', default: false },
        electron: { type: 'boolean', default: false },
        browser: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
        'data-dir': { type: 'string' },
        port: { type: 'string' },
      },
    }).values;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
