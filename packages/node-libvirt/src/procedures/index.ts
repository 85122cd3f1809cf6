import { connectProcedures } from './connect.ts';
import type { Call, EventMessage, StreamDirection } from './define.ts';
import { domainProcedures } from './domain.ts';
import { domainBlockProcedures } from './domain-block.ts';
import { domainConfigProcedures } from './domain-config.ts';
import { domainGuestProcedures } from './domain-guest.ts';
import { domainMigrationProcedures } from './domain-migration.ts';
import { domainSnapshotProcedures } from './domain-snapshot.ts';
import { domainTuningProcedures } from './domain-tuning.ts';
import { eventsProcedures } from './events.ts';
import { interfaceProcedures } from './interface.ts';
import { networkProcedures } from './network.ts';
import { nodeDeviceProcedures } from './node-device.ts';
import { nwfilterProcedures } from './nwfilter.ts';
import { qemuProcedures } from './qemu.ts';
import { secretProcedures } from './secret.ts';
import { storageProcedures } from './storage.ts';

/** Everything libvirt can be asked and everything it says by itself. Left out are the five calls that pass file descriptors. */
export const procedures = {
  ...connectProcedures,
  ...domainProcedures,
  ...domainConfigProcedures,
  ...domainTuningProcedures,
  ...domainBlockProcedures,
  ...domainSnapshotProcedures,
  ...domainGuestProcedures,
  ...domainMigrationProcedures,
  ...eventsProcedures,
  ...storageProcedures,
  ...networkProcedures,
  ...interfaceProcedures,
  ...nodeDeviceProcedures,
  ...nwfilterProcedures,
  ...secretProcedures,
  ...qemuProcedures,
};

type Table = typeof procedures;

export type CallName = {
  [Name in keyof Table]: Table[Name] extends Call<infer _A, infer _R> ? Name : never;
}[keyof Table];
export type EventName = {
  [Name in keyof Table]: Table[Name] extends EventMessage<infer _M> ? Name : never;
}[keyof Table];
export type ArgumentsFor<Name extends CallName> = Table[Name] extends Call<infer A, infer _R> ? A : never;
export type ResultFor<Name extends CallName> = Table[Name] extends Call<infer _A, infer R> ? R : never;
export type MessageFor<Name extends EventName> = Table[Name] extends EventMessage<infer M> ? M : never;
/** The calls after which a stream of bytes follows. */
export type StreamCallName = {
  [Name in CallName]: Table[Name] extends Call<infer _A, infer _R, infer S>
    ? S extends StreamDirection
      ? Name
      : never
    : never;
}[CallName];

/** A row without the types of its fields: what the connection works with once the caller's types were checked. */
export type AnyCall = Call<unknown, unknown>;
export type AnyEvent = EventMessage<unknown>;

const byNumber = new Map<number, { name: CallName | EventName; row: AnyCall | AnyEvent }>();
/** Program and number in one key: numbers stay far below 2^16. */
const key = (program: number, number: number): number => program * 0x10000 + number;
for (const [name, row] of Object.entries(procedures)) {
  byNumber.set(key(row.program, row.number), { name: name as CallName | EventName, row: row as AnyCall | AnyEvent });
}

/** The row of a number on the wire, if the table has it. */
export function procedureByNumber(
  program: number,
  number: number,
): { readonly name: CallName | EventName; readonly row: AnyCall | AnyEvent } | undefined {
  return byNumber.get(key(program, number));
}
