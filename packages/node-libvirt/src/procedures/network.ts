import { flag, int, list, optional, text, uint } from '../xdr/shape.ts';
import { typedParameters } from '../xdr/typed-parameters.ts';
import { uuid } from '../xdr/uuid.ts';
import { call } from './define.ts';
import { dhcpLease, network, networkPort } from './references.ts';

/** Virtual networks, their ports and leases. One line a procedure: name, number, since which libvirt, arguments, result. Long because libvirt's list is. */
// biome-ignore format: one line a procedure, so that the table can be read and searched.
export const networkProcedures = {
  connectListDefinedNetworks: call(36, '0.2.0', { maxnames: int }, { names: list(text, 16384) }),
  connectListNetworks: call(38, '0.2.0', { maxnames: int }, { names: list(text, 16384) }),
  networkCreate: call(39, '0.2.0', { net: network }, {}),
  networkCreateXml: call(40, '0.2.0', { xml: text }, { net: network }),
  networkDefineXml: call(41, '0.2.0', { xml: text }, { net: network }),
  networkDestroy: call(42, '0.2.0', { net: network }, {}),
  networkGetXmlDesc: call(43, '0.2.0', { net: network, flags: uint }, { xml: text }),
  networkGetAutostart: call(44, '0.2.1', { net: network }, { autostart: flag }),
  networkGetBridgeName: call(45, '0.2.0', { net: network }, { name: text }),
  networkLookupByName: call(46, '0.2.0', { name: text }, { net: network }),
  networkLookupByUuid: call(47, '0.2.0', { uuid }, { net: network }),
  networkSetAutostart: call(48, '0.2.1', { net: network, autostart: flag }, {}),
  networkUndefine: call(49, '0.2.0', { net: network }, {}),
  connectNumOfDefinedNetworks: call(50, '0.2.0', {}, { num: int }),
  connectNumOfNetworks: call(52, '0.2.0', {}, { num: int }),
  networkIsActive: call(152, '0.7.3', { net: network }, { active: flag }),
  networkIsPersistent: call(153, '0.7.3', { net: network }, { persistent: flag }),
  connectListAllNetworks: call(283, '0.10.2', { needResults: flag, flags: uint }, { nets: list(network, 16384), ret: uint }),
  networkUpdate: call(291, '0.10.2', { net: network, command: uint, section: uint, parentIndex: int, xml: text, flags: uint }, {}),
  networkGetDhcpLeases: call(341, '1.2.6', { net: network, mac: optional(text), needResults: flag, flags: uint }, { leases: list(dhcpLease, 65536), ret: uint }),
  networkListAllPorts: call(404, '5.5.0', { network, needResults: flag, flags: uint }, { ports: list(networkPort, 16384), ret: uint }),
  networkPortLookupByUuid: call(405, '5.5.0', { network, uuid }, { port: networkPort }),
  networkPortCreateXml: call(406, '5.5.0', { network, xml: text, flags: uint }, { port: networkPort }),
  networkPortGetParameters: call(407, '5.5.0', { port: networkPort, nparams: int, flags: uint }, { params: typedParameters(16), nparams: int }),
  networkPortSetParameters: call(408, '5.5.0', { port: networkPort, params: typedParameters(16), flags: uint }, {}),
  networkPortGetXmlDesc: call(409, '5.5.0', { port: networkPort, flags: uint }, { xml: text }),
  networkPortDelete: call(410, '5.5.0', { port: networkPort, flags: uint }, {}),
  networkDefineXmlFlags: call(432, '7.7.0', { xml: text, flags: uint }, { net: network }),
  networkCreateXmlFlags: call(437, '7.8.0', { xml: text, flags: uint }, { net: network }),
  networkSetMetadata: call(444, '9.7.0', { network, type: int, metadata: optional(text), key: optional(text), uri: optional(text), flags: uint }, {}),
  networkGetMetadata: call(445, '9.7.0', { network, type: int, uri: optional(text), flags: uint }, { metadata: text }),
};
