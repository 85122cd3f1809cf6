/** What a libvirt URI may say and what it may not. Long because it is mostly a list of both. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatLibvirtUri, type LibvirtUri, localSocket, parseLibvirtUri } from '../src/uri.ts';

const accepted: readonly (readonly [string, Partial<LibvirtUri>])[] = [
  ['qemu:///system', { driver: 'qemu', transport: 'unix', path: '/system', daemonUri: 'qemu:///system' }],
  ['qemu:///session', { transport: 'unix', path: '/session' }],
  ['qemu://h1.lab/system', { transport: 'tls', host: 'h1.lab', port: 16514 }],
  ['qemu+tcp://h1/system', { transport: 'tcp', host: 'h1', port: 16509 }],
  ['qemu+tls://10.77.0.11:26514/system', { transport: 'tls', host: '10.77.0.11', port: 26514 }],
  ['qemu+ssh://root@H1.Lab/system', { transport: 'ssh', user: 'root', host: 'h1.lab', port: 22 }],
  ['qemu+ssh://ops%40corp.example@h1:2222/session', { user: 'ops@corp.example', port: 2222, path: '/session' }],
  ['qemu+ssh://root@[fd00::11]:22/system', { host: 'fd00::11' }],
  ['qemu+ssh://root@h1/system?socket=/run/libvirt/virtqemud-sock', { socket: '/run/libvirt/virtqemud-sock' }],
  ['qemu+unix:///system?socket=%2Ftmp%2Flab%2Fsock', { socket: '/tmp/lab/sock' }],
  ['qemu+tcp://h1/system?mode=legacy', { daemonUri: 'qemu:///system' }],
  ['test:///default', { driver: 'test', path: '/default', daemonUri: 'test:///default' }],
  ['test+unix:///default?socket=/tmp/s', { driver: 'test', socket: '/tmp/s' }],
  ['test+tcp://h1/etc/libvirt/rack.xml', { path: '/etc/libvirt/rack.xml', daemonUri: 'test:///etc/libvirt/rack.xml' }],
  ['lxc+tls://h1/system', { driver: 'lxc' }],
];

const refused: readonly (readonly [string, string, RegExp])[] = [
  ['', 'syntax', /form/],
  ['qemu', 'syntax', /form/],
  ['/var/run/libvirt/libvirt-sock', 'syntax', /form/],
  ['QEMU:///system', 'driver', /"QEMU"/],
  ['esx://h1/system', 'driver', /no libvirt daemon/],
  ['qemu+ext://h1/system', 'transport', /runs a program/],
  ['qemu+libssh2://h1/system', 'transport', /libssh2/],
  ['qemu+ssh+tls://h1/system', 'syntax', /more than one/],
  ['qemu+ssh:///system', 'host', /needs a host/],
  ['qemu+unix://h1/system', 'host', /stays on this machine/],
  ['qemu+ssh://-oProxyCommand=x/system', 'host', /"-oProxyCommand=x" starts with a hyphen/],
  ['qemu+ssh://root@-h1/system', 'host', /hyphen/],
  ['qemu+ssh://-l@h1/system', 'user', /hyphen/],
  ['qemu+ssh://root:secret@h1/system', 'user', /password/],
  ['qemu+tcp://127.1/system', 'host', /IPv4/],
  ['qemu+tcp://0x7f000001/system', 'host', /IPv4/],
  ['qemu+tcp://2130706433/system', 'host', /IPv4/],
  ['qemu+tcp://[fe80::1%25eth0]/system', 'host', /IPv6/],
  ['qemu+tcp://h1:0/system', 'port', /"0"/],
  ['qemu+tcp://h1:65536/system', 'port', /65536/],
  ['qemu+tcp://h1:022/system', 'port', /022/],
  ['qemu+tcp://h1:/system', 'port', /""/],
  ['qemu+tcp://h1/', 'path', /known are/],
  ['qemu+tcp://h1/system/../session', 'path', /known are/],
  ['test:///../etc/passwd', 'path', /absolute path/],
  ['qemu:///embed', 'path', /embed/],
  ['qemu:///system#x', 'fragment', /"#"/],
  ['qemu:///system?mode=direct', 'parameter', /direct/],
  ['qemu:///system?socket=relative', 'parameter', /absolute/],
  ['qemu:///system?socket=/tmp/../etc/x', 'parameter', /absolute/],
  [`qemu:///system?socket=/${'x'.repeat(107)}`, 'parameter', /108 bytes/],
  ['qemu:///system?socket=/a&socket=/b', 'parameter', /twice/],
  ['qemu+tls://h1/system?socket=/a', 'parameter', /unknown with transport tls/],
  ['qemu+tls://h1/system?colour=red', 'parameter', /"colour" is unknown/],
  ['qemu+constructor://h1/system', 'transport', /"constructor": known are/],
  ['qemu:///system?constructor=1', 'parameter', /"constructor" is unknown/],
  ['qemu+tls://h1/system?no%5Fverify=1', 'parameter', /"no_verify": it switches the check/],
];

const dangerous = [
  'command',
  'netcat',
  'proxy',
  'no_verify',
  'no_sanity',
  'no_tty',
  'known_hosts',
  'known_hosts_verify',
];
const files = ['keyfile', 'sshauth', 'pkipath', 'tls_priority', 'authfile', 'name'];

describe('libvirt URIs', () => {
  test.each(accepted)('%s', (text, expected) => {
    const parsed = parseLibvirtUri(text);
    expect(parsed).toMatchObject({ ok: true, uri: expected });
    if (parsed.ok) expect(parseLibvirtUri(formatLibvirtUri(parsed.uri))).toEqual(parsed);
  });

  test.each(refused)('refuses %s', (text, code, what) => {
    const parsed = parseLibvirtUri(text);
    expect(parsed).toMatchObject({ ok: false, refusal: { code } });
    if (!parsed.ok) {
      expect(parsed.refusal.what).toMatch(what);
      expect(parsed.refusal.whatToDo).toMatch(/\.$/);
    }
  });

  test.each([...dangerous, ...files])('refuses parameter %s by its name, however it is written', (name) => {
    for (const transport of ['unix', 'tcp', 'tls', 'ssh']) {
      const start = transport === 'unix' ? 'qemu+unix:///system' : `qemu+${transport}://h1/system`;
      const encoded = [...name].map((letter) => `%${letter.charCodeAt(0).toString(16)}`).join('');
      for (const spelled of [name, name.toUpperCase(), encoded]) {
        const parsed = parseLibvirtUri(`${start}?mode=auto&${spelled}=1`);
        expect(parsed).toMatchObject({ ok: false, refusal: { code: 'parameter' } });
        if (!parsed.ok) expect(parsed.refusal.what.toLowerCase()).toContain(`"${name}"`);
      }
    }
  });

  test('500 hostile strings are refused, and quickly', () => {
    const hostile = hostileStrings();
    expect(new Set(hostile).size).toBeGreaterThanOrEqual(500);
    const cpuBefore = process.cpuUsage();
    const answers = hostile.map((text) => ({ text, parsed: parseLibvirtUri(text) }));
    const { user } = process.cpuUsage(cpuBefore);
    // A pattern that backtracks would need minutes for the longest of them.
    expect(user / 1000).toBeLessThan(1000);
    for (const { text, parsed } of answers) {
      expect(parsed.ok, text.slice(0, 200)).toBe(false);
      if (!parsed.ok) expect(parsed.refusal.what.length).toBeLessThan(400);
    }
  });

  test('any text is answered, and what is accepted has one spelling that means the same', () => {
    const piece = fc.constantFrom(
      'qemu',
      'test',
      '+',
      'ssh',
      'tls',
      'unix',
      '://',
      '/',
      '@',
      ':',
      '22',
      'h1',
      '.',
      '[::1]',
      '?',
      '&',
      '=',
      'socket',
      '/system',
      '/default',
      '%2F',
      '-',
      '#',
    );
    const text = fc.oneof(
      fc.string(),
      fc.array(piece, { maxLength: 16 }).map((pieces) => pieces.join('')),
    );
    fc.assert(
      fc.property(text, (candidate) => {
        const parsed = parseLibvirtUri(candidate);
        if (!parsed.ok) return parsed.refusal.what !== '';
        const again = parseLibvirtUri(formatLibvirtUri(parsed.uri));
        return again.ok && JSON.stringify(again.uri) === JSON.stringify(parsed.uri);
      }),
      { numRuns: 20_000 },
    );
  });

  test('the socket of a local daemon is the one libvirt uses', () => {
    const socketOf = (text: string, environment = {}): string | undefined => {
      const parsed = parseLibvirtUri(text);
      return parsed.ok ? localSocket(parsed.uri, environment) : 'refused';
    };
    expect(socketOf('qemu:///system')).toBe('/var/run/libvirt/libvirt-sock');
    expect(socketOf('qemu:///system?socket=/x')).toBe('/x');
    expect(socketOf('qemu:///session', { XDG_RUNTIME_DIR: '/run/user/7' })).toBe('/run/user/7/libvirt/libvirt-sock');
    expect(socketOf('qemu:///session', { HOME: '/home/ops' })).toBe('/home/ops/.cache/libvirt/libvirt-sock');
    expect(socketOf('qemu:///session')).toBeUndefined();
  });
});

function hostileStrings(): readonly string[] {
  const shell = [
    ';id',
    '|id',
    '`id`',
    '$(id)',
    '&&id',
    "'",
    '"',
    '\\',
    '{x}',
    '<x',
    '>x',
    '^',
    ' ',
    '\t',
    '\n',
    '\r\n',
    '\0',
    '\u202e',
    '\u00e4',
    '\ud83d',
    '%00',
    '%0a',
    '%20',
    '%',
    '%zz',
    '%c0%af',
    '*',
    '~',
    '(',
    '!',
    ',',
    ';',
    '=',
  ];
  const places: readonly ((text: string) => string)[] = [
    (text) => `qemu${text}+ssh://h1/system`,
    (text) => `qemu+ssh${text}://h1/system`,
    (text) => `qemu+ssh://${text}@h1/system`,
    (text) => `qemu+ssh://root@h1${text}/system`,
    (text) => `qemu+ssh://root@${text}h1/system`,
    (text) => `qemu+ssh://h1:22${text}/system`,
    (text) => `qemu+ssh://h1/system${text}`,
    (text) => `qemu+ssh://h1/${text}`,
    (text) => `test+tcp://h1/rack.xml/../${text}`,
    (text) => `qemu+ssh://h1/system?socket=/run/x${text}&x`,
    (text) => `qemu+ssh://h1/system?${text}=1`,
    (text) => `qemu+ssh://h1/system?command=${text}`,
    (text) => `qemu+ssh://h1/system?netcat=${text}`,
    (text) => `${text}qemu+ssh://h1/system`,
    (text) => `qemu+tls://h1/system?no_verify=1${text}`,
  ];
  const options = ['-oProxyCommand=id', '-F/tmp/x', '-J', '--', '-', '-i/etc/shadow', '-p22', '-v'];
  const long = [100, 1000, 2049, 100_000, 1_000_000].flatMap((length) => [
    'q'.repeat(length),
    `qemu+ssh://${'a.'.repeat(length)}/system`,
    `qemu+ssh://${'@'.repeat(length)}h1/system`,
    `qemu+ssh://h1/system?${'a=1&'.repeat(length)}`,
    `qemu+ssh://[${':'.repeat(length)}]/system`,
    `test:///${'../'.repeat(length)}x`,
  ]);
  const shapes = [
    'javascript:alert(1)',
    'file:///etc/passwd',
    'http://h1/system',
    'unix:///var/run/libvirt/libvirt-sock',
    'qemu+http://h1/system',
    'qemu+sh://h1/system',
    'qemu+exec://h1/system',
    '//h1/system',
    'qemu:/system',
    'qemu:system',
    'qemu+://h1/system',
    '+ssh://h1/system',
    'qemu+ssh:/h1/system',
    'qemu+ssh://h1',
    'qemu+ssh://h1?x',
    'qemu+ssh://@/system',
    'qemu+ssh://h1@/system',
    'qemu+ssh://[h1]/system',
    'qemu+ssh://[::1/system',
    'qemu+ssh://::1/system',
    'qemu+ssh://h1:ssh/system',
    'qemu+ssh://h1:-1/system',
    'qemu+ssh://h1:1e3/system',
    'qemu+ssh://h1:99999/system',
    'qemu+ssh://h1..lab/system',
    'qemu+ssh://.h1/system',
    'qemu+ssh://h1./system',
    'qemu+ssh://h1-/system',
    'qemu+ssh://0/system',
    'qemu+ssh://010.0.0.1/system',
    'qemu+ssh://1.2.3.4.5/system',
    'qemu+ssh://256.1.1.1/system',
    '__proto__://h1/system',
    'constructor:///system',
    'qemu:///system?__proto__=1',
    'qemu:///system?constructor=1',
    'qemu:///system?toString=1',
  ];
  return [
    ...shell.flatMap((text) => places.map((place) => place(text))),
    ...options.flatMap((text) => [
      `qemu+ssh://${text}/system`,
      `qemu+ssh://${text}@h1/system`,
      `qemu+ssh://root@${text}/system`,
    ]),
    ...long,
    ...shapes,
  ];
}
