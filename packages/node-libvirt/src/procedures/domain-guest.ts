import { hyper, int, list, optional, text, uhyper, uint } from '../xdr/shape.ts';
import { typedParameters } from '../xdr/typed-parameters.ts';
import { call } from './define.ts';
import { domain, filesystemInfo, guestInterface } from './references.ts';

/** Inside the guest: agent, consoles, keys, time. One line a procedure: name, number, since which libvirt, arguments, result. Long because libvirt's list is. */
// biome-ignore format: one line a procedure, so that the table can be read and searched.
export const domainGuestProcedures = {
  domainOpenConsole: call(201, '0.8.6', { dom: domain, devName: optional(text), flags: uint }, {}, { stream: 'both' }),
  domainInjectNmi: call(210, '0.9.2', { dom: domain, flags: uint }, {}),
  domainScreenshot: call(211, '0.9.2', { dom: domain, screen: uint, flags: uint }, { mime: optional(text) }, { stream: 'download' }),
  domainSendKey: call(226, '0.9.3', { dom: domain, codeset: uint, holdtime: uint, keycodes: list(uint, 16), flags: uint }, {}),
  domainGetHostname: call(277, '0.10.0', { dom: domain, flags: uint }, { hostname: text }),
  domainFstrim: call(294, '1.0.1', { dom: domain, mountPoint: optional(text), minimum: uhyper, flags: uint }, {}, { long: true }),
  domainSendProcessSignal: call(295, '1.0.1', { dom: domain, pidValue: hyper, signum: uint, flags: uint }, {}),
  domainOpenChannel: call(296, '1.0.2', { dom: domain, name: optional(text), flags: uint }, {}, { stream: 'both' }),
  domainFsfreeze: call(335, '1.2.5', { dom: domain, mountpoints: list(text, 256), flags: uint }, { filesystems: int }, { long: true }),
  domainFsthaw: call(336, '1.2.5', { dom: domain, mountpoints: list(text, 256), flags: uint }, { filesystems: int }, { long: true }),
  domainGetTime: call(337, '1.2.5', { dom: domain, flags: uint }, { seconds: hyper, nseconds: uint }),
  domainSetTime: call(338, '1.2.5', { dom: domain, seconds: hyper, nseconds: uint, flags: uint }, {}),
  domainGetFsinfo: call(349, '1.2.11', { dom: domain, flags: uint }, { info: list(filesystemInfo, 256), ret: uint }),
  domainInterfaceAddresses: call(353, '1.2.14', { dom: domain, source: uint, flags: uint }, { ifaces: list(guestInterface, 2048) }),
  domainSetUserPassword: call(357, '1.2.16', { dom: domain, user: optional(text), password: optional(text), flags: uint }, {}),
  domainGetGuestVcpus: call(371, '2.0.0', { dom: domain, flags: uint }, { params: typedParameters(64) }),
  domainSetGuestVcpus: call(372, '2.0.0', { dom: domain, cpumap: text, state: int, flags: uint }, {}),
  domainGetGuestInfo: call(418, '5.7.0', { dom: domain, types: uint, flags: uint }, { params: typedParameters(2048) }),
  domainAgentSetResponseTimeout: call(420, '5.10.0', { dom: domain, timeout: int, flags: uint }, { result: int }),
  domainAuthorizedSshKeysGet: call(424, '6.10.0', { dom: domain, user: text, flags: uint }, { keys: list(text, 2048) }),
  domainAuthorizedSshKeysSet: call(425, '6.10.0', { dom: domain, user: text, keys: list(text, 2048), flags: uint }, {}),
  domainGraphicsReload: call(448, '10.2.0', { dom: domain, type: uint, flags: uint }, {}),
};
