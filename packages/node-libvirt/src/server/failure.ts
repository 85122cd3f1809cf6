import { type errorCodeNames, errorCodeNumber } from '../errors/codes.ts';
import { errorDomainNames } from '../errors/domains.ts';
import type { LibvirtErrorFields } from '../errors.ts';

/** What a handler throws to answer with libvirt's error record. */
export class RemoteFailure extends Error {
  override readonly name = 'RemoteFailure';
  readonly fields: LibvirtErrorFields;

  constructor(
    code: (typeof errorCodeNames)[number],
    message: string,
    domain: (typeof errorDomainNames)[number] = 'REMOTE',
    extra: Partial<LibvirtErrorFields> = {},
  ) {
    super(message);
    this.fields = {
      code: errorCodeNumber(code),
      domain: errorDomainNames.indexOf(domain),
      message,
      level: 2,
      dom: null,
      str1: message,
      str2: null,
      str3: null,
      int1: -1,
      int2: -1,
      net: null,
      ...extra,
    };
  }
}
