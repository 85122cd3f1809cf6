import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { crc32 } from 'node:zlib';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type ElectronPackage, electronBinary } from './electron.ts';
import { electronSource, fetchElectron, type Progress } from './fetch-electron.ts';

const installed = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), 'node_modules');
const version: string = JSON.parse(readFileSync(join(installed, 'electron', 'package.json'), 'utf8')).version;

/** A copy of Electron's package, because a fetch writes into it, and a mirror on loopback. */
let folder = '';
let electron: ElectronPackage;
let mirror: Server;
let respond: (path: string) => Buffer | undefined | 'hang' = () => undefined;

beforeEach(async () => {
  respond = () => undefined;
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'headroom-electron-')));
  electron = { folder: join(folder, 'node_modules', 'electron'), version };
  mkdirSync(electron.folder, { recursive: true });
  for (const file of ['package.json', 'install.js', 'index.js', 'checksums.json']) {
    cpSync(join(installed, 'electron', file), join(electron.folder, file));
  }
  for (const scope of ['@electron', '@electron-internal'])
    symlinkSync(join(installed, scope), join(folder, 'node_modules', scope));
  mirror = createServer((request, response) => {
    const body = respond(request.url ?? '');
    if (body === 'hang') return;
    response.writeHead(body === undefined ? 404 : 200, body === undefined ? {} : { 'content-length': body.length });
    response.end(body);
  });
  await new Promise<void>((resolve) => mirror.listen(0, '127.0.0.1', resolve));
  vi.stubEnv('ELECTRON_MIRROR', `http://127.0.0.1:${(mirror.address() as AddressInfo).port}/`);
  vi.stubEnv('electron_config_cache', join(folder, 'cache'));
  for (const proxy of ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy']) vi.stubEnv(proxy, undefined);
});

afterEach(async () => {
  vi.unstubAllEnvs();
  mirror.closeAllConnections();
  await new Promise((resolve) => mirror.close(resolve));
  rmSync(folder, { recursive: true, force: true });
});

/** A zip of stored files, the plainest that there is. */
function zip(files: Readonly<Record<string, string>>): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const [path, data] = [Buffer.from(name), Buffer.from(text)];
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt32LE(crc32(data), 10);
    common.writeUInt32LE(data.length, 14);
    common.writeUInt32LE(data.length, 18);
    common.writeUInt16LE(path.length, 22);
    const entry = Buffer.concat([Buffer.from('PK\x03\x04'), common, path, data]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE((0o100755 << 16) >>> 0, 6);
    tail.writeUInt32LE(offset, 10);
    central.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x03'), common, tail, path]));
    local.push(entry);
    offset += entry.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(central.length, 8);
  end.writeUInt16LE(central.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...local, directory, end]);
}

test('a mirror is asked, progress is told, and the binary is unpacked where it is found again', async () => {
  const archive = zip({ version, electron: '#!/bin/sh\n' });
  const digest = createHash('sha256').update(archive).digest('hex');
  const source = await electronSource(electron);
  vi.stubEnv('electron_use_remote_checksums', '1');
  respond = (path) => (path.endsWith('.txt') ? Buffer.from(`${digest} *${source.split('/').at(-1)}\n`) : archive);
  const progress: Progress[] = [];
  expect(electronBinary(electron)).toBeUndefined();
  const fetched = await fetchElectron(electron, source, (one) => progress.push(one));
  expect(fetched).toEqual({ ok: true, binary: join(electron.folder, 'dist', 'electron') });
  expect(electronBinary(electron)).toBe(join(electron.folder, 'dist', 'electron'));
  expect(progress.at(-1)).toMatchObject({ percent: 1 });
});

test('a file that is not the published one is refused and nothing is unpacked', async () => {
  respond = () => zip({ version, electron: 'something else' });
  const fetched = await fetchElectron(electron, await electronSource(electron), () => {});
  expect(fetched).toMatchObject({ ok: false, reason: expect.stringContaining('checksum') });
  expect(existsSync(join(electron.folder, 'dist'))).toBe(false);
});

test('a mirror without the file, a closed port and an unknown host are told apart', async () => {
  const source = await electronSource(electron);
  expect(await fetchElectron(electron, source, () => {})).toMatchObject({
    ok: false,
    reason: expect.stringContaining('404'),
  });
  vi.stubEnv('ELECTRON_MIRROR', 'http://127.0.0.1:9/');
  expect(await fetchElectron(electron, await electronSource(electron), () => {})).toMatchObject({ ok: false });
  vi.stubEnv('ELECTRON_MIRROR', 'https://mirror.invalid/');
  expect(await fetchElectron(electron, await electronSource(electron), () => {})).toEqual({
    ok: false,
    reason: "mirror.invalid can't be resolved",
  });
});

test('a host that never answers ends the wait', async () => {
  respond = () => 'hang';
  const fetched = await fetchElectron(electron, await electronSource(electron), () => {}, {
    firstByteTimeoutMs: 200,
    stallTimeoutMs: 200,
  });
  expect(fetched).toEqual({ ok: false, reason: '127.0.0.1 did not answer within 0.2 s' });
});
