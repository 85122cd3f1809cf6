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

const [{ startCore }, { openLog }, { startServer }, { openBrowser }] = await Promise.all([
  import('../core/index.ts'),
  import('./log.ts'),
  import('./server.ts'),
  import('./open-browser.ts'),
]);

const fail = (message: string, whatToDo: string): never => {
  process.stderr.write(`${message}\n${whatToDo}\n`);
  process.exit(1);
};

const version = packageFile.version;
let log: ReturnType<typeof openLog> | undefined;
const onDefect = (error: unknown) => {
  log?.log.error({ err: error }, 'defect');
};
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
    if (code === 'EADDRINUSE')
      return fail(`Port ${options.port} is in use.`, 'Choose another with --port, or leave --port out.');
    if (code === 'EADDRNOTAVAIL')
      return fail(`${options.host} is not an address of this machine.`, 'Choose another with --host.');
    throw error;
  });
  const label = options.demoCustomers === undefined ? '' : ' (demo: generated rows)';
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
