import type { Refusal } from '../../shared/refusal.ts';
import { type CoreToShell, type StartOptions, shellToCoreSchema } from './core-messages.ts';
import { ShellSecrets } from './shell-secrets.ts';

/** Electron's parent port in a utility process. */
export interface ParentPort<Port> {
  on(event: 'message', listener: (event: { readonly data: unknown; readonly ports: readonly Port[] }) => void): unknown;
  postMessage(message: CoreToShell): void;
}

export interface HostedCore<Port> {
  attach(port: Port): void;
  close(): Promise<void>;
}

export type StartCore<Port> = (
  options: StartOptions,
  shell: { readonly secrets: ShellSecrets; post(message: CoreToShell): void },
) => Promise<
  { readonly ok: true; readonly value: HostedCore<Port> } | { readonly ok: false; readonly refusal: Refusal }
>;

/**
 * Core's end of the parent port: starts core when told, gives each window's port to it, and ends the process when core
 * has closed. Whatever isn't in the protocol is a defect of ours, and ends it too: the shell starts a sound one.
 */
export function hostCore<Port>(parent: ParentPort<Port>, start: StartCore<Port>, exit: (code: number) => void): void {
  const post = (message: CoreToShell) => parent.postMessage(message);
  const secrets = new ShellSecrets(post);
  let core: Promise<HostedCore<Port> | undefined> | undefined;

  const begin = async (options: StartOptions) => {
    const started = await start(options, { secrets, post });
    if (!started.ok) {
      post({ type: 'refused', refusal: started.refusal });
      return undefined;
    }
    post({ type: 'ready' });
    return started.value;
  };

  const receive = async (data: unknown, ports: readonly Port[]) => {
    const message = shellToCoreSchema.parse(data);
    if (message.type === 'start') {
      if (core !== undefined) throw new Error('Core was told to start twice');
      core = begin(message.options);
      await core;
    } else if (message.type === 'connect') {
      const [port] = ports;
      if (port === undefined) throw new Error('A window’s port is missing from the message that brings it');
      (await core)?.attach(port);
    } else if (message.type === 'close') {
      await (await core)?.close();
      exit(0);
    } else secrets.answered(message);
  };

  parent.on('message', (event) => {
    receive(event.data, event.ports).catch((error: unknown) => {
      process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
      exit(1);
    });
  });
}
