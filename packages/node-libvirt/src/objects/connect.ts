import { InvalidInputError } from '../errors.ts';
import { type DialOptions, dial } from '../transports/dial.ts';
import { parseLibvirtUri } from '../uri.ts';
import { Connection, type OpenOptions } from './connection.ts';

export interface ConnectOptions extends Omit<DialOptions, 'timeoutMs'>, Omit<OpenOptions, 'driver'> {
  /** For reaching the host; calls have their own, `timeoutMs`. */
  readonly connectTimeoutMs?: number;
}

/** From a libvirt URI to an open connection. What may be trusted and what is shown comes in the options, never from files nearby. */
export async function connect(uri: string, options: ConnectOptions = {}): Promise<Connection> {
  const parsed = parseLibvirtUri(uri);
  if (!parsed.ok) throw new InvalidInputError(`${parsed.refusal.what}. ${parsed.refusal.whatToDo}`, { host: uri });
  const { connectTimeoutMs, timeoutMs: _calls, ...dialing } = options;
  const limits = connectTimeoutMs === undefined ? {} : { timeoutMs: connectTimeoutMs };
  const channel = await dial(parsed.uri, { ...dialing, ...limits });
  return Connection.open(channel, { ...options, driver: parsed.uri.daemonUri });
}
