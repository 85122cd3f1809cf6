import { hyper, int, optional, text, uint } from '../xdr/shape.ts';
import { call, event, qemuProgram } from './define.ts';
import { domain } from './references.ts';

const program = qemuProgram;

/** The program beside libvirt's own that speaks to QEMU's monitor and the guest agent. What is done here, libvirt does not know of. */
// biome-ignore format: one line a procedure, so that the table can be read and searched.
export const qemuProcedures = {
  qemuDomainMonitorCommand: call(1, '0.8.3', { dom: domain, cmd: text, flags: uint }, { result: text }, { program }),
  qemuDomainAttach: call(2, '0.9.4', { pidValue: uint, flags: uint }, { dom: domain }, { program }),
  qemuDomainAgentCommand: call(3, '0.10.0', { dom: domain, cmd: text, timeout: int, flags: uint }, { result: optional(text) }, { program, long: true }),
  qemuConnectDomainMonitorEventRegister: call(4, '1.2.3', { dom: optional(domain), event: optional(text), flags: uint }, { callbackID: int }, { program }),
  qemuConnectDomainMonitorEventDeregister: call(5, '1.2.3', { callbackID: int }, {}, { program }),
  qemuDomainMonitorEvent: event(6, '1.2.3', { callbackID: int, dom: domain, event: text, seconds: hyper, micros: uint, details: optional(text) }, program),
};
