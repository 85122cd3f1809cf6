import type { LibvirtErrorFields } from '../errors.ts';
import { domain, network } from '../procedures/references.ts';
import { int, optional, type Shape, struct, text } from '../xdr/shape.ts';

/** libvirt's error record, the body of every reply and stream packet whose status is an error. */
const wireShape = struct({
  code: int,
  domain: int,
  message: optional(text),
  level: int,
  dom: optional(domain),
  str1: optional(text),
  str2: optional(text),
  str3: optional(text),
  int1: int,
  int2: int,
  net: optional(network),
});

export const remoteError: Shape<LibvirtErrorFields> = wireShape;
