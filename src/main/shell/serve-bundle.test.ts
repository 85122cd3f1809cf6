import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contentSecurityPolicy } from './csp.ts';
import { serveBundle } from './serve-bundle.ts';

let folder = '';
let root = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'headroom-bundle-'));
  root = join(folder, 'renderer');
  await mkdir(join(root, 'assets'), { recursive: true });
  await writeFile(join(root, 'index.html'), '<!doctype html><title>Headroom</title>');
  await writeFile(join(root, 'assets', 'a.js'), 'export {};');
  await writeFile(join(folder, 'secret.js'), 'secret');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const get = (address: string, method = 'GET') => serveBundle(root, { method, url: address });

describe('serveBundle', () => {
  test('serves page and script with their types under the policy', async () => {
    const page = await get('headroom://console/');
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page.headers.get('content-security-policy')).toBe(contentSecurityPolicy);
    expect(await page.text()).toContain('<title>Headroom</title>');
    const script = await get('headroom://console/assets/a.js');
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(script.headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('HEAD has headers and no body', async () => {
    const head = await get('headroom://console/', 'HEAD');
    expect([head.status, await head.text()]).toEqual([200, '']);
  });

  test.each([
    ['headroom://console/missing.js', 'GET', 404],
    ['headroom://console/assets', 'GET', 404],
    ['headroom://console/../secret.js', 'GET', 404],
    ['headroom://console/assets/..%2f..%2fsecret.js', 'GET', 404],
    ['headroom://other/index.html', 'GET', 404],
    ['headroom://console/', 'POST', 405],
  ])('%s with %s answers %i without a body, under the policy', async (address, method, status) => {
    const answer = await get(address, method);
    expect([answer.status, await answer.text()]).toEqual([status, '']);
    expect(answer.headers.get('content-security-policy')).toBe(contentSecurityPolicy);
  });
});
