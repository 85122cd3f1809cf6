import { flag, int, list, optional, text, uint } from '../xdr/shape.ts';
import { call } from './define.ts';
import { nodeDevice } from './references.ts';

/** The host's devices: PCI, GPUs, NVMe, mediated devices. One line a procedure: name, number, since which libvirt, arguments, result. Long because libvirt's list is. */
// biome-ignore format: one line a procedure, so that the table can be read and searched.
export const nodeDeviceProcedures = {
  nodeNumOfDevices: call(111, '0.5.0', { cap: optional(text), flags: uint }, { num: int }),
  nodeListDevices: call(112, '0.5.0', { cap: optional(text), maxnames: int, flags: uint }, { names: list(text, 65536) }),
  nodeDeviceLookupByName: call(113, '0.5.0', { name: text }, { dev: nodeDevice }),
  nodeDeviceGetXmlDesc: call(114, '0.5.0', { name: text, flags: uint }, { xml: text }),
  nodeDeviceGetParent: call(115, '0.5.0', { name: text }, { parentName: optional(text) }),
  nodeDeviceNumOfCaps: call(116, '0.5.0', { name: text }, { num: int }),
  nodeDeviceListCaps: call(117, '0.5.0', { name: text, maxnames: int }, { names: list(text, 65536) }),
  nodeDeviceDettach: call(118, '0.6.1', { name: text }, {}),
  nodeDeviceReAttach: call(119, '0.6.1', { name: text }, {}),
  nodeDeviceReset: call(120, '0.6.1', { name: text }, {}),
  nodeDeviceCreateXml: call(123, '0.6.3', { xmlDesc: text, flags: uint }, { dev: nodeDevice }),
  nodeDeviceDestroy: call(124, '0.6.3', { name: text }, {}),
  connectListAllNodeDevices: call(285, '0.10.2', { needResults: flag, flags: uint }, { devices: list(nodeDevice, 65536), ret: uint }),
  nodeDeviceLookupScsiHostByWwn: call(297, '1.0.3', { wwnn: text, wwpn: text, flags: uint }, { dev: nodeDevice }),
  nodeDeviceDetachFlags: call(301, '1.0.5', { name: text, driverName: optional(text), flags: uint }, {}),
  nodeDeviceDefineXml: call(428, '7.3.0', { xmlDesc: text, flags: uint }, { dev: nodeDevice }),
  nodeDeviceUndefine: call(429, '7.3.0', { name: text, flags: uint }, {}),
  nodeDeviceCreate: call(430, '7.3.0', { name: text, flags: uint }, {}),
  nodeDeviceGetAutostart: call(433, '7.8.0', { name: text }, { autostart: flag }),
  nodeDeviceSetAutostart: call(434, '7.8.0', { name: text, autostart: flag }, {}),
  nodeDeviceIsPersistent: call(435, '7.8.0', { name: text }, { persistent: flag }),
  nodeDeviceIsActive: call(436, '7.8.0', { name: text }, { active: flag }),
  nodeDeviceUpdate: call(447, '10.1.0', { name: text, xmlDesc: text, flags: uint }, {}),
};
