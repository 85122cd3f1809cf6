import { enableCompileCache } from 'node:module';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import packageFile from '../../../package.json' with { type: 'json' };
import { readOptions, usage } from './options.ts';

// Compiled once, read back at later starts: half of the time to the first answer.
enableCompileCache();

const options = readOptions(process.argv.slice(2), process.env, process.platform);
if (typeof options === 'string') {
  const asked = options === usage;
  (asked ? process.stdout : process.stderr).write(`${options}\n`);
  process.exit(asked ? 0 : 2);
}
process.umask(0o077);

const [{ restoreCatalog, startCore }, { openLog }, { startServer }, { openBrowser }] = await Promise.all([
  import('../core/index.ts'),
  import('./log.ts'),
  import('./server.ts'),
  import('./open-browser.ts'),
]);

const fail = (message: string, whatToDo: string): never => {
  process.stderr.write(`${message}\n${whatToDo}\n`);
  process.exit(1);
};

const whyNotListening: Readonly<Record<string, [message: string, whatToDo: string]>> = {
  EADDRINUSE: [`Port ${options.port} is in use.`, 'Choose another with --port, or leave --port out.'],
  EADDRNOTAVAIL: [`${options.host} is not an address of this machine.`, 'Choose another with --host.'],
  ENOTFOUND: [`${options.host} is not known as an address.`, 'Choose another with --host.'],
  EACCES: [`This user may not listen on port ${options.port}.`, 'Choose one above 1023 with --port.'],
};

const version = packageFile.version;
let log: ReturnType<typeof openLog> | undefined;
const onDefect = (error: unknown) => {
  log?.log.error({ err: error }, 'defect');
};
if (options.restorePath !== undefined) {
  const restored = restoreCatalog(options.folder, options.restorePath);
  if (!restored.ok) fail(restored.refusal.message, restored.refusal.whatToDo);
  else {
    const kept = restored.value.keptAs === undefined ? '' : ` The one before is kept as ${restored.value.keptAs}.`;
    process.stdout.write(`${options.restorePath} is the catalog now.${kept}\n`);
  }
}
const started = await startCore({
  folder: options.folder,
  host: 'headless',
  version,
  ...(options.demoCustomers === undefined ? {} : { demoCustomers: options.demoCustomers }),
  onDefect,
});
if (!started.ok) fail(started.refusal.message, started.refusal.whatToDo);
else {
  const core = started.value;
  log = openLog(options.folder);
  const server = await startServer({
    core,
    options,
    windowFolder: join(import.meta.dirname, '../renderer'),
    operator: { kind: 'os-user', name: userInfo().username },
    version,
    onDefect,
  }).catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const said = whyNotListening[code];
    if (said !== undefined) return fail(...said);
    if (options.tls !== undefined && code.startsWith('E')) {
      const detail = error instanceof Error ? error.message : code;
      return fail(`The certificate or key can't be used: ${detail}.`, 'Check --tls-cert and --tls-key.');
    }
    throw error;
  });
  const label = core.mode === 'demo' ? ' (demo: generated rows)' : '';
  process.stdout.write(`Headroom${label} is at ${server.url}\nCtrl-C stops it.\n`);
  const forget = options.open ? openBrowser(server.url, options.folder) : () => undefined;
  let stopping = false;
  const stop = () => {
    if (stopping) process.exit(130);
    stopping = true;
    forget();
    server
      .close()
      .then(() => core.close())
      .then(
        () => process.exit(0),
        (error: unknown) => {
          onDefect(error);
          process.exit(1);
        },
      );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
}
