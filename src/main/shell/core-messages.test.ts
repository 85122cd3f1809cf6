import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { coreToShellSchema, shellToCoreSchema } from './core-messages.ts';

const fromCore = (message: unknown) => coreToShellSchema.safeParse(message).success;

describe('what the shell takes from core', () => {
  test.each([
    { type: 'ready' },
    { type: 'attention', count: 3 },
    { type: 'notify', title: 'Host b14-07 is unreachable', body: '', route: '/hosts/b14-07' },
    { type: 'secret-request', id: 0, operation: 'check' },
    { type: 'secret-request', id: 1, operation: 'encrypt', plain: 'key' },
    { type: 'secret-request', id: 2, operation: 'decrypt', sealed: 'a2V5' },
    { type: 'refused', refusal: { code: 'catalog.in-use', message: 'It is open.', whatToDo: 'Close it.' } },
  ])('takes %j', (message) => {
    expect(fromCore(message)).toBe(true);
  });

  test.each([
    { type: 'quit' },
    { type: 'attention', count: -1 },
    { type: 'attention', count: 0.5 },
    { type: 'attention' },
    { type: 'notify', title: '', body: '', route: '/' },
    { type: 'notify', title: 'a', body: '', route: 'https://example.org' },
    { type: 'notify', title: 'a', body: '', route: '/a\nb' },
    { type: 'notify', title: 'a'.repeat(121), body: '', route: '/' },
    { type: 'secret-request', id: 1, operation: 'export' },
    { type: 'secret-request', id: '1', operation: 'check' },
    { type: 'secret-request', id: 1, operation: 'encrypt', plain: 'a'.repeat(64 * 1024 + 1) },
    { type: 'secret-request', id: 1, operation: 'decrypt', sealed: 'not base64!' },
    { type: 'refused', refusal: 'no' },
    null,
    [],
    'ready',
  ])('does not take %j', (message) => {
    expect(fromCore(message)).toBe(false);
  });

  test('nothing that arrives makes either side throw', () => {
    fc.assert(
      fc.property(fc.anything(), (message) => {
        coreToShellSchema.safeParse(message);
        shellToCoreSchema.safeParse(message);
      }),
    );
  });
});
