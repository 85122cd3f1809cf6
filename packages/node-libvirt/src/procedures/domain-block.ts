import { flag, hyper, int, list, opaque, optional, text, uhyper, uint } from '../xdr/shape.ts';
import { typedParameters } from '../xdr/typed-parameters.ts';
import { call } from './define.ts';
import { diskError, domain } from './references.ts';

/** Disks of running domains. One line a procedure: name, number, since which libvirt, arguments, result. Long because libvirt's list is. */
// biome-ignore format: one line a procedure, so that the table can be read and searched.
export const domainBlockProcedures = {
  domainBlockStats: call(64, '0.3.2', { dom: domain, path: text }, { rdReq: hyper, rdBytes: hyper, wrReq: hyper, wrBytes: hyper, errs: hyper }),
  domainBlockPeek: call(103, '0.4.2', { dom: domain, path: text, offset: uhyper, size: uint, flags: uint }, { buffer: opaque(4194304) }),
  domainGetBlockInfo: call(194, '0.8.1', { dom: domain, path: text, flags: uint }, { allocation: uhyper, capacity: uhyper, physical: uhyper }),
  domainBlockJobAbort: call(237, '0.9.4', { dom: domain, path: text, flags: uint }, {}),
  domainGetBlockJobInfo: call(238, '0.9.4', { dom: domain, path: text, flags: uint }, { found: flag, type: int, bandwidth: uhyper, cur: uhyper, end: uhyper }),
  domainBlockJobSetSpeed: call(239, '0.9.4', { dom: domain, path: text, bandwidth: uhyper, flags: uint }, {}),
  domainBlockPull: call(240, '0.9.4', { dom: domain, path: text, bandwidth: uhyper, flags: uint }, {}),
  domainBlockStatsFlags: call(243, '0.9.5', { dom: domain, path: text, nparams: int, flags: uint }, { params: typedParameters(16), nparams: int }),
  domainBlockResize: call(251, '0.9.8', { dom: domain, disk: text, size: uhyper, flags: uint }, {}),
  domainSetBlockIoTune: call(252, '0.9.8', { dom: domain, disk: text, params: typedParameters(32), flags: uint }, {}),
  domainGetBlockIoTune: call(253, '0.9.8', { dom: domain, disk: optional(text), nparams: int, flags: uint }, { params: typedParameters(32), nparams: int }),
  domainGetDiskErrors: call(263, '0.9.10', { dom: domain, maxerrors: uint, flags: uint }, { errors: list(diskError, 256), nerrors: int }),
  domainBlockRebase: call(266, '0.9.10', { dom: domain, path: text, base: optional(text), bandwidth: uhyper, flags: uint }, {}),
  domainBlockCommit: call(290, '0.10.2', { dom: domain, disk: text, base: optional(text), top: optional(text), bandwidth: uhyper, flags: uint }, {}),
  domainBlockCopy: call(345, '1.2.8', { dom: domain, path: text, destxml: text, params: typedParameters(16), flags: uint }, {}),
  domainSetBlockThreshold: call(386, '3.1.0', { dom: domain, dev: text, threshold: uhyper, flags: uint }, {}),
  domainSetThrottleGroup: call(451, '11.2.0', { dom: domain, group: text, params: typedParameters(32), flags: uint }, {}),
  domainDelThrottleGroup: call(452, '11.2.0', { dom: domain, group: optional(text), flags: uint }, {}),
};
