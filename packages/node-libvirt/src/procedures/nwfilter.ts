import { flag, int, list, text, uint } from '../xdr/shape.ts';
import { uuid } from '../xdr/uuid.ts';
import { call } from './define.ts';
import { nwfilter, nwfilterBinding } from './references.ts';

/** Packet filters and their bindings. One line a procedure: name, number, since which libvirt, arguments, result. Long because libvirt's list is. */
// biome-ignore format: one line a procedure, so that the table can be read and searched.
export const nwfilterProcedures = {
  nwfilterLookupByName: call(175, '0.8.0', { name: text }, { nwfilter }),
  nwfilterLookupByUuid: call(176, '0.8.0', { uuid }, { nwfilter }),
  nwfilterGetXmlDesc: call(177, '0.8.0', { nwfilter, flags: uint }, { xml: text }),
  connectNumOfNwfilters: call(178, '0.8.0', {}, { num: int }),
  connectListNwfilters: call(179, '0.8.0', { maxnames: int }, { names: list(text, 16384) }),
  nwfilterDefineXml: call(180, '0.8.0', { xml: text }, { nwfilter }),
  nwfilterUndefine: call(181, '0.8.0', { nwfilter }, {}),
  connectListAllNwfilters: call(286, '0.10.2', { needResults: flag, flags: uint }, { filters: list(nwfilter, 16384), ret: uint }),
  nwfilterBindingLookupByPortDev: call(397, '4.5.0', { name: text }, { nwfilter: nwfilterBinding }),
  nwfilterBindingGetXmlDesc: call(398, '4.5.0', { nwfilter: nwfilterBinding, flags: uint }, { xml: text }),
  nwfilterBindingCreateXml: call(399, '4.5.0', { xml: text, flags: uint }, { nwfilter: nwfilterBinding }),
  nwfilterBindingDelete: call(400, '4.5.0', { nwfilter: nwfilterBinding }, {}),
  connectListAllNwfilterBindings: call(401, '4.5.0', { needResults: flag, flags: uint }, { bindings: list(nwfilterBinding, 16384), ret: uint }),
  nwfilterDefineXmlFlags: call(431, '7.7.0', { xml: text, flags: uint }, { nwfilter }),
};
