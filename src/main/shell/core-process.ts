import { userInfo } from 'node:os';
import { inspect } from 'node:util';
import { call } from '@orpc/server';
import packageFile from '../../../package.json' with { type: 'json' };
import type { Actor } from '../../shared/contract/index.ts';
import { portChannel, router, startCore } from '../core/index.ts';
import { usualDemoCustomers, usualFolder } from '../data-folder.ts';
import { hostCore } from './core-host.ts';
import { announceInbox } from './notices.ts';

/** Core under Electron: plain Node in a utility process, with the operating system's user as the operator. */
const onDefect = (error: unknown) => void process.stderr.write(`${new Date().toISOString()} core: ${inspect(error)}\n`);

process.umask(0o077);
hostCore<Parameters<typeof portChannel>[0]>(
  process.parentPort,
  async ({ demo, dataDir }, { post }) => {
    const started = await startCore({
      folder: dataDir ?? usualFolder(process.env, process.platform, demo),
      host: 'desktop',
      version: packageFile.version,
      ...(demo ? { demoCustomers: usualDemoCustomers } : {}),
      onDefect,
    });
    if (!started.ok) return started;
    const core = started.value;
    const operator: Actor = { kind: 'os-user', name: userInfo().username };
    const closing = new AbortController();
    announceInbox(
      {
        list: () => call(router.notifications.list, { limit: 50 }, { context: core.contextFor(operator) }),
        follow: (signal) => core.kernel.feed.follow(undefined, signal),
      },
      post,
      closing.signal,
    ).catch(onDefect);
    return {
      ok: true,
      value: {
        attach: (port) => core.attach(portChannel(port), operator),
        close: async () => {
          closing.abort();
          await core.close();
        },
      },
    };
  },
  (code) => process.exit(code),
);
