import { flag, int, optional, text, uint } from '../xdr/shape.ts';
import { call } from './define.ts';
import { domain } from './references.ts';

/** What a domain is made of: devices, metadata, title, autostart. One line a procedure: name, number, since which libvirt, arguments, result. Long because libvirt's list is. */
// biome-ignore format: one line a procedure, so that the table can be read and searched.
export const domainConfigProcedures = {
  domainAttachDevice: call(8, '0.1.9', { dom: domain, xml: text }, {}),
  domainDetachDevice: call(13, '0.1.9', { dom: domain, xml: text }, {}),
  domainGetAutostart: call(15, '0.2.1', { dom: domain }, { autostart: flag }),
  domainSetAutostart: call(29, '0.2.1', { dom: domain, autostart: flag }, {}),
  domainAttachDeviceFlags: call(160, '0.7.7', { dom: domain, xml: text, flags: uint }, {}),
  domainDetachDeviceFlags: call(161, '0.7.7', { dom: domain, xml: text, flags: uint }, {}),
  domainUpdateDeviceFlags: call(174, '0.8.0', { dom: domain, xml: text, flags: uint }, {}),
  domainSetMetadata: call(264, '0.9.10', { dom: domain, type: int, metadata: optional(text), key: optional(text), uri: optional(text), flags: uint }, {}),
  domainGetMetadata: call(265, '0.9.10', { dom: domain, type: int, uri: optional(text), flags: uint }, { metadata: text }),
  domainRename: call(358, '1.2.19', { dom: domain, newName: optional(text), flags: uint }, { retcode: int }),
  domainSetLifecycleAction: call(390, '3.9.0', { dom: domain, type: uint, action: uint, flags: uint }, {}),
  domainDetachDeviceAlias: call(392, '4.4.0', { dom: domain, alias: text, flags: uint }, {}),
  domainGetAutostartOnce: call(449, '11.2.0', { dom: domain }, { autostart: flag }),
  domainSetAutostartOnce: call(450, '11.2.0', { dom: domain, autostart: flag }, {}),
};
