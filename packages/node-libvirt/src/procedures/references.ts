import { characterList, hyper, int, list, opaque, optional, struct, text, uhyper, uint } from '../xdr/shape.ts';
import { typedParameters } from '../xdr/typed-parameters.ts';
import { uuid } from '../xdr/uuid.ts';

/** How libvirt names its objects on the wire, and the records that appear inside arguments and results. */
export const domain = struct({ name: text, uuid, id: int });
export const network = struct({ name: text, uuid });
export const networkPort = struct({ net: network, uuid });
export const nwfilter = struct({ name: text, uuid });
export const nwfilterBinding = struct({ portdev: text, filtername: text });
export const networkInterface = struct({ name: text, mac: text });
export const storagePool = struct({ name: text, uuid });
export const storageVolume = struct({ pool: text, name: text, key: text });
export const nodeDevice = struct({ name: text });
export const secret = struct({ uuid, usageType: int, usageID: text });
export const domainCheckpoint = struct({ name: text, dom: domain });
export const domainSnapshot = struct({ name: text, dom: domain });
export const vcpuInfo = struct({ number: uint, state: int, cpuTime: uhyper, cpu: int });
export const namedCounter = struct({ field: text, value: uhyper });
export const diskError = struct({ disk: text, error: int });
export const memoryStat = struct({ tag: int, val: uhyper });
export const iothreadInfo = struct({ iothreadId: uint, cpumap: opaque(2048) });
export const securityLabel = struct({ label: characterList(4097), enforcing: int });
export const dhcpLease = struct({
  iface: text,
  expirytime: hyper,
  type: int,
  mac: optional(text),
  iaid: optional(text),
  ipaddr: text,
  prefix: uint,
  hostname: optional(text),
  clientid: optional(text),
});
export const domainStats = struct({ dom: domain, params: typedParameters(262144) });
export const filesystemInfo = struct({ mountpoint: text, name: text, fstype: text, devAliases: list(text, 256) });
export const guestAddress = struct({ type: int, addr: text, prefix: uint });
export const guestInterface = struct({ name: text, hwaddr: optional(text), addrs: list(guestAddress, 2048) });
export const graphicsAddress = struct({ family: int, node: text, service: text });
export const graphicsIdentity = struct({ type: text, name: text });
