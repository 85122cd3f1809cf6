import { flag, int, list, text, uint } from '../xdr/shape.ts';
import { call } from './define.ts';
import { networkInterface } from './references.ts';

/** The host's own network interfaces. One line a procedure: name, number, since which libvirt, arguments, result. Long because libvirt's list is. */
// biome-ignore format: one line a procedure, so that the table can be read and searched.
export const interfaceProcedures = {
  connectNumOfInterfaces: call(126, '0.6.4', {}, { num: int }),
  connectListInterfaces: call(127, '0.6.4', { maxnames: int }, { names: list(text, 16384) }),
  interfaceLookupByName: call(128, '0.6.4', { name: text }, { iface: networkInterface }),
  interfaceLookupByMacString: call(129, '0.6.4', { mac: text }, { iface: networkInterface }),
  interfaceGetXmlDesc: call(130, '0.6.4', { iface: networkInterface, flags: uint }, { xml: text }),
  interfaceDefineXml: call(131, '0.6.4', { xml: text, flags: uint }, { iface: networkInterface }),
  interfaceUndefine: call(132, '0.6.4', { iface: networkInterface }, {}),
  interfaceCreate: call(133, '0.6.4', { iface: networkInterface, flags: uint }, {}),
  interfaceDestroy: call(134, '0.6.4', { iface: networkInterface, flags: uint }, {}),
  connectNumOfDefinedInterfaces: call(137, '0.7.0', {}, { num: int }),
  connectListDefinedInterfaces: call(138, '0.7.0', { maxnames: int }, { names: list(text, 16384) }),
  interfaceIsActive: call(156, '0.7.3', { iface: networkInterface }, { active: flag }),
  interfaceChangeBegin: call(220, '0.9.2', { flags: uint }, {}),
  interfaceChangeCommit: call(221, '0.9.2', { flags: uint }, {}),
  interfaceChangeRollback: call(222, '0.9.2', { flags: uint }, {}),
  connectListAllInterfaces: call(284, '0.10.2', { needResults: flag, flags: uint }, { ifaces: list(networkInterface, 16384), ret: uint }),
};
