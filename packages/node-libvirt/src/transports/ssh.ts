/**
 * SSH: to the host, through any number of jump hosts, then to the daemon's socket. Each host's key is shown to the caller, who
 * decides; no known_hosts file is read and none is written.
 */
import type { Duplex } from 'node:stream';
import type { Client, ClientChannel } from 'ssh2';
import type { Channel, ConnectLimits } from '../channel.ts';
import { ConnectFailedError, InvalidInputError } from '../errors.ts';
import { defaultPorts, systemSocket } from '../uri.ts';
import { onceAborted, peerName, within } from './opening.ts';
import { authMethods, openClient, type SshEndpoint } from './ssh/client.ts';
import { openRoute, type SshRoute } from './ssh/route.ts';
import { SshStream } from './ssh/stream.ts';
import { openSocket } from './tcp.ts';

export type { SshEndpoint } from './ssh/client.ts';
export type { HostKey, HostKeyVerdict } from './ssh/host-key.ts';
export type { SshRoute } from './ssh/route.ts';

export interface SshTarget extends SshEndpoint {
  /** Hosts on the way, the nearest first. */
  readonly jumps?: readonly SshEndpoint[];
  /** The daemon's socket on the host. */
  readonly socket?: string;
  /** What the helper on the host is asked to open; it finds the socket by it. */
  readonly daemonUri?: string;
  /** Ways to the socket in the order in which they are tried. */
  readonly routes?: readonly SshRoute[];
}

const jumpsMax = 8;
const allRoutes: readonly SshRoute[] = ['streamlocal', 'virt-ssh-helper', 'nc -U'];

export const sshPeer = (endpoint: SshEndpoint): string =>
  `${endpoint.user}@${peerName(endpoint.host, endpoint.port ?? defaultPorts.ssh)}`;

export async function connectSsh(target: SshTarget, limits: ConnectLimits = {}): Promise<Channel> {
  const peer = sshPeer(target);
  const jumps = target.jumps ?? [];
  if (jumps.length > jumpsMax) {
    throw new InvalidInputError(`${jumps.length} jump hosts are given; ${jumpsMax} are allowed`, { host: peer });
  }
  // Every key is read before the first byte goes out: a wrong passphrase is no matter for the hosts.
  const logins = [...jumps, target].map((endpoint) => ({
    endpoint,
    methods: authMethods(endpoint, sshPeer(endpoint)),
  }));
  return await within(peer, limits, async (signal) => {
    const clients: Client[] = [];
    const [first = target] = jumps;
    let under: Duplex = await openSocket(first.host, first.port ?? defaultPorts.ssh, sshPeer(first), signal);
    try {
      for (const [index, { endpoint, methods }] of logins.entries()) {
        const client = await openClient(endpoint, methods, under, sshPeer(endpoint), signal);
        clients.push(client);
        const next = index < jumps.length ? (jumps[index + 1] ?? target) : undefined;
        if (next) under = await forward(client, next, sshPeer(next), signal);
      }
      const opened = await openRoute(clients.at(-1) as Client, {
        peer,
        socket: target.socket ?? systemSocket,
        isUsualSocket: target.socket === undefined,
        daemonUri: target.daemonUri ?? 'qemu:///system',
        routes: target.routes ?? allRoutes,
        signal,
      });
      const stream = new SshStream(opened.channel, clients, peer);
      return { stream, facts: { kind: 'ssh', peer, private: true, route: opened.route } } as const;
    } catch (error) {
      for (const client of clients.reverse()) client.destroy();
      under.destroy();
      throw error;
    }
  });
}

/** A connection from the last host on the way to the next one. */
function forward(client: Client, next: SshEndpoint, peer: string, signal: AbortSignal): Promise<ClientChannel> {
  return new Promise((resolve, reject) => {
    const forget = onceAborted(signal, () => reject(new Error('given up')));
    client.forwardOut('127.0.0.1', 0, next.host, next.port ?? defaultPorts.ssh, (error, channel) => {
      forget();
      if (!error) return resolve(channel);
      const whatToDo = 'Check that the jump host may reach it (AllowTcpForwarding, PermitOpen), and that it is up.';
      reject(new ConnectFailedError(`the jump host can't reach it: ${error.message}`, { host: peer }, whatToDo, error));
    });
  });
}
