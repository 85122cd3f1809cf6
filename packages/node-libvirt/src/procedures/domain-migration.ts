import { flag, int, opaque, optional, text, uhyper, uint } from '../xdr/shape.ts';
import { typedParameters } from '../xdr/typed-parameters.ts';
import { call } from './define.ts';
import { domain } from './references.ts';

/** Migration, version 3 with parameters being the one to use. One line a procedure: name, number, since which libvirt, arguments, result. Long because libvirt's list is. */
// biome-ignore format: one line a procedure, so that the table can be read and searched.
export const domainMigrationProcedures = {
  domainMigratePrepare: call(61, '0.3.0', { uriIn: optional(text), flags: uhyper, dname: optional(text), resource: uhyper }, { cookie: opaque(4194304), uriOut: optional(text) }),
  domainMigratePerform: call(62, '0.3.0', { dom: domain, cookie: opaque(4194304), uri: text, flags: uhyper, dname: optional(text), resource: uhyper }, {}, { long: true }),
  domainMigrateFinish: call(63, '0.3.0', { dname: text, cookie: opaque(4194304), uri: text, flags: uhyper }, { ddom: domain }, { long: true }),
  domainMigratePrepare2: call(108, '0.3.0', { uriIn: optional(text), flags: uhyper, dname: optional(text), resource: uhyper, domXml: text }, { cookie: opaque(4194304), uriOut: optional(text) }),
  domainMigrateFinish2: call(109, '0.3.0', { dname: text, cookie: opaque(4194304), uri: text, flags: uhyper, retcode: int }, { ddom: domain }, { long: true }),
  domainMigratePrepareTunnel: call(148, '0.7.3', { flags: uhyper, dname: optional(text), resource: uhyper, domXml: text }, {}, { stream: 'upload' }),
  domainMigrateSetMaxDowntime: call(166, '0.8.0', { dom: domain, downtime: uhyper, flags: uint }, {}),
  domainMigrateSetMaxSpeed: call(207, '0.9.0', { dom: domain, bandwidth: uhyper, flags: uint }, {}),
  domainMigrateBegin3: call(213, '0.9.2', { dom: domain, xmlin: optional(text), flags: uhyper, dname: optional(text), resource: uhyper }, { cookieOut: opaque(4194304), xml: text }),
  domainMigratePrepare3: call(214, '0.9.2', { cookieIn: opaque(4194304), uriIn: optional(text), flags: uhyper, dname: optional(text), resource: uhyper, domXml: text }, { cookieOut: opaque(4194304), uriOut: optional(text) }, { long: true }),
  domainMigratePrepareTunnel3: call(215, '0.9.2', { cookieIn: opaque(4194304), flags: uhyper, dname: optional(text), resource: uhyper, domXml: text }, { cookieOut: opaque(4194304) }, { stream: 'upload' }),
  domainMigratePerform3: call(216, '0.9.2', { dom: domain, xmlin: optional(text), cookieIn: opaque(4194304), dconnuri: optional(text), uri: optional(text), flags: uhyper, dname: optional(text), resource: uhyper }, { cookieOut: opaque(4194304) }, { long: true }),
  domainMigrateFinish3: call(217, '0.9.2', { dname: text, cookieIn: opaque(4194304), dconnuri: optional(text), uri: optional(text), flags: uhyper, cancelled: flag }, { dom: domain, cookieOut: opaque(4194304) }, { long: true }),
  domainMigrateConfirm3: call(218, '0.9.2', { dom: domain, cookieIn: opaque(4194304), flags: uhyper, cancelled: flag }, {}, { long: true }),
  domainMigrateGetMaxSpeed: call(242, '0.9.5', { dom: domain, flags: uint }, { bandwidth: uhyper }),
  domainMigrateGetCompressionCache: call(299, '1.0.3', { dom: domain, flags: uint }, { cacheSize: uhyper }),
  domainMigrateSetCompressionCache: call(300, '1.0.3', { dom: domain, cacheSize: uhyper, flags: uint }, {}),
  domainMigrateBegin3Params: call(302, '0.10.0', { dom: domain, params: typedParameters(64), flags: uint }, { cookieOut: opaque(4194304), xml: text }),
  domainMigratePrepare3Params: call(303, '0.10.0', { params: typedParameters(64), cookieIn: opaque(4194304), flags: uint }, { cookieOut: opaque(4194304), uriOut: optional(text) }, { long: true }),
  domainMigratePrepareTunnel3Params: call(304, '0.10.0', { params: typedParameters(64), cookieIn: opaque(4194304), flags: uint }, { cookieOut: opaque(4194304) }),
  domainMigratePerform3Params: call(305, '0.10.0', { dom: domain, dconnuri: optional(text), params: typedParameters(64), cookieIn: opaque(4194304), flags: uint }, { cookieOut: opaque(4194304) }, { long: true }),
  domainMigrateFinish3Params: call(306, '0.10.0', { params: typedParameters(64), cookieIn: opaque(4194304), flags: uint, cancelled: flag }, { dom: domain, cookieOut: opaque(4194304) }, { long: true }),
  domainMigrateConfirm3Params: call(307, '0.10.0', { dom: domain, params: typedParameters(64), cookieIn: opaque(4194304), flags: uint, cancelled: flag }, {}, { long: true }),
  domainMigrateStartPostCopy: call(364, '1.3.3', { dom: domain, flags: uint }, {}),
  domainMigrateGetMaxDowntime: call(387, '3.7.0', { dom: domain, flags: uint }, { downtime: uhyper }),
};
