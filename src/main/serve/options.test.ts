import { isAbsolute } from 'node:path';
import { expect, it } from 'vitest';
import { readOptions, usage } from './options.ts';

const read = (...args: string[]) => readOptions(args, {}, 'linux');

it('stays on loopback unless told, on a free port when asked', () => {
  expect(read('--port', '0')).toMatchObject({ host: '127.0.0.1', port: 0, tls: undefined, open: false });
  expect(read()).toMatchObject({ port: undefined, demoCustomers: undefined });
});

it('gives the demo a folder of its own', () => {
  const [own, demo] = [read(), read('--demo')];
  if (typeof own === 'string' || typeof demo === 'string') throw new Error('refused');
  expect(isAbsolute(own.folder)).toBe(true);
  expect(demo.folder).toBe(`${own.folder}-demo`);
  expect(demo.demoCustomers).toBe(240);
});

it.each([
  [['--host', '0.0.0.0'], /in the clear.*--tls-cert/s],
  [['--host', 'console.example.org'], /in the clear/],
  [['--tls-cert', 'a.pem'], /go together/],
  [['--port', '65536'], /0 to 65535/],
  [['--port', '-1'], /port/],
  [['--port', '1e3'], /0 to 65535/],
  [['--demo-customers', 'many'], /whole number/],
  [['--origin', 'https://console.example.org/'], /without a path/],
  [['--origin', 'javascript:alert(1)'], /without a path/],
  [['--surprise'], /surprise/],
  [['extra'], /extra/],
])('says what is wrong with %j', (args, reason) => {
  expect(read(...args)).toMatch(reason);
});

it('lets other addresses in with TLS, and a proxy by its origin', () => {
  const options = read(
    '--host',
    '10.0.0.5',
    '--tls-cert',
    '/c.pem',
    '--tls-key',
    '/k.pem',
    '--origin',
    'https://console.example.org',
  );
  expect(options).toMatchObject({
    host: '10.0.0.5',
    origins: ['https://console.example.org'],
    tls: { certificatePath: '/c.pem', keyPath: '/k.pem' },
  });
});

it('takes a backup to restore by its path', () => {
  expect(read('--restore', '/backups/a.db')).toMatchObject({ restorePath: '/backups/a.db' });
  expect(read()).toMatchObject({ restorePath: undefined });
});

it('explains itself', () => expect(read('--help')).toBe(usage));
