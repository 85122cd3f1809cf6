import { flag, int, list, optional, text, uint } from '../xdr/shape.ts';
import { call } from './define.ts';
import { domain, domainCheckpoint, domainSnapshot } from './references.ts';

/** Snapshots, checkpoints and backups. One line a procedure: name, number, since which libvirt, arguments, result. Long because libvirt's list is. */
// biome-ignore format: one line a procedure, so that the table can be read and searched.
export const domainSnapshotProcedures = {
  domainSnapshotCreateXml: call(185, '0.8.0', { dom: domain, xmlDesc: text, flags: uint }, { snap: domainSnapshot }, { long: true }),
  domainSnapshotGetXmlDesc: call(186, '0.8.0', { snap: domainSnapshot, flags: uint }, { xml: text }),
  domainSnapshotNum: call(187, '0.8.0', { dom: domain, flags: uint }, { num: int }),
  domainSnapshotListNames: call(188, '0.8.0', { dom: domain, maxnames: int, flags: uint }, { names: list(text, 16384) }),
  domainSnapshotLookupByName: call(189, '0.8.0', { dom: domain, name: text, flags: uint }, { snap: domainSnapshot }),
  domainHasCurrentSnapshot: call(190, '0.8.0', { dom: domain, flags: uint }, { result: flag }),
  domainSnapshotCurrent: call(191, '0.8.0', { dom: domain, flags: uint }, { snap: domainSnapshot }),
  domainRevertToSnapshot: call(192, '0.8.0', { snap: domainSnapshot, flags: uint }, {}, { long: true }),
  domainSnapshotDelete: call(193, '0.8.0', { snap: domainSnapshot, flags: uint }, {}, { long: true }),
  domainSnapshotGetParent: call(244, '0.9.7', { snap: domainSnapshot, flags: uint }, { snap: domainSnapshot }),
  domainSnapshotNumChildren: call(246, '0.9.7', { snap: domainSnapshot, flags: uint }, { num: int }),
  domainSnapshotListChildrenNames: call(247, '0.9.7', { snap: domainSnapshot, maxnames: int, flags: uint }, { names: list(text, 16384) }),
  domainSnapshotIsCurrent: call(271, '0.9.13', { snap: domainSnapshot, flags: uint }, { current: flag }),
  domainSnapshotHasMetadata: call(272, '0.9.13', { snap: domainSnapshot, flags: uint }, { metadata: flag }),
  domainListAllSnapshots: call(274, '0.9.13', { dom: domain, needResults: flag, flags: uint }, { snapshots: list(domainSnapshot, 16384), ret: int }),
  domainSnapshotListAllChildren: call(275, '0.9.13', { snapshot: domainSnapshot, needResults: flag, flags: uint }, { snapshots: list(domainSnapshot, 16384), ret: int }),
  domainCheckpointCreateXml: call(411, '5.6.0', { dom: domain, xmlDesc: text, flags: uint }, { checkpoint: domainCheckpoint }),
  domainCheckpointGetXmlDesc: call(412, '5.6.0', { checkpoint: domainCheckpoint, flags: uint }, { xml: text }),
  domainListAllCheckpoints: call(413, '5.6.0', { dom: domain, needResults: flag, flags: uint }, { checkpoints: list(domainCheckpoint, 16384), ret: int }),
  domainCheckpointListAllChildren: call(414, '5.6.0', { checkpoint: domainCheckpoint, needResults: flag, flags: uint }, { checkpoints: list(domainCheckpoint, 16384), ret: int }),
  domainCheckpointLookupByName: call(415, '5.6.0', { dom: domain, name: text, flags: uint }, { checkpoint: domainCheckpoint }),
  domainCheckpointGetParent: call(416, '5.6.0', { checkpoint: domainCheckpoint, flags: uint }, { parent: domainCheckpoint }),
  domainCheckpointDelete: call(417, '5.6.0', { checkpoint: domainCheckpoint, flags: uint }, {}),
  domainBackupBegin: call(421, '6.0.0', { dom: domain, backupXml: text, checkpointXml: optional(text), flags: uint }, {}),
  domainBackupGetXmlDesc: call(422, '6.0.0', { dom: domain, flags: uint }, { xml: text }),
};
