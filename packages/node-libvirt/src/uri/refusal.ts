/** Why a URI was refused. `what` names the part; `whatToDo` is a sentence for the operator. */
export interface UriRefusal {
  readonly code: UriRefusalCode;
  readonly what: string;
  readonly whatToDo: string;
}

export type UriRefusalCode = keyof typeof advice;

const advice = {
  'too-long': 'Shorten it: a connection URI has a host, a port and at most a socket path.',
  characters: 'Write it in plain ASCII without spaces; other characters are percent-encoded.',
  syntax: 'Write it like qemu+ssh://root@rack4.lab:22/system.',
  fragment: 'Remove the part that starts with "#".',
  driver: 'Use qemu for KVM hosts.',
  transport: 'Use unix, tcp, tls or ssh.',
  user: 'Use a plain user name; passwords and keys are given apart from the URI.',
  host: 'Name one host by DNS name, IPv4 address, or IPv6 address in brackets.',
  port: 'Use a port from 1 to 65535, or none for the usual one.',
  path: 'Use /system for the hosts of a data center.',
  parameter: 'Remove the parameter; keys, certificates and trust are given apart from the URI.',
} as const;

export const refuse = (code: UriRefusalCode, what: string): UriRefusal => ({ code, what, whatToDo: advice[code] });
