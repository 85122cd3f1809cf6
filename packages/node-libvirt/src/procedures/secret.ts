import { flag, int, list, opaque, text, uint } from '../xdr/shape.ts';
import { uuid } from '../xdr/uuid.ts';
import { call } from './define.ts';
import { secret } from './references.ts';

/** Secrets. One line a procedure: name, number, since which libvirt, arguments, result. Long because libvirt's list is. */
// biome-ignore format: one line a procedure, so that the table can be read and searched.
export const secretProcedures = {
  connectNumOfSecrets: call(139, '0.7.1', {}, { num: int }),
  connectListSecrets: call(140, '0.7.1', { maxuuids: int }, { uuids: list(text, 16384) }),
  secretLookupByUuid: call(141, '0.7.1', { uuid }, { secret }),
  secretDefineXml: call(142, '0.7.1', { xml: text, flags: uint }, { secret }),
  secretGetXmlDesc: call(143, '0.7.1', { secret, flags: uint }, { xml: text }),
  secretSetValue: call(144, '0.7.1', { secret, value: opaque(65536), flags: uint }, {}),
  secretGetValue: call(145, '0.7.1', { secret, flags: uint }, { value: opaque(65536) }),
  secretUndefine: call(146, '0.7.1', { secret }, {}),
  secretLookupByUsage: call(147, '0.7.1', { usageType: int, usageID: text }, { secret }),
  connectListAllSecrets: call(287, '0.10.2', { needResults: flag, flags: uint }, { secrets: list(secret, 16384), ret: uint }),
};
