import { expect, test } from 'vitest';
import { readRequest } from './request.ts';

test.each([
  [[], { kind: 'console', window: 'auto', open: true, args: [] }],
  [['--demo'], { kind: 'console', window: 'auto', open: true, args: ['--demo'] }],
  [['--no-open', '--port', '0'], { kind: 'console', window: 'browser', open: false, args: ['--port', '0'] }],
  [
    ['--electron', '--data-dir=/data'],
    { kind: 'console', window: 'electron', open: true, args: ['--data-dir', '/data'] },
  ],
  [['--browser'], { kind: 'console', window: 'browser', open: true, args: [] }],
  [['serve', '--host', '::1', '--whatever'], { kind: 'headless', args: ['--host', '::1', '--whatever'] }],
  [['--help'], { kind: 'help' }],
])('%j', (words, request) => {
  expect(readRequest(words)).toEqual(request);
});

test.each([
  [['srve'], '"srve" is not a command: serve, or options only.'],
  [['--dmo'], "Unknown option '--dmo'"],
  [['--data-dir'], "Option '--data-dir <value>' argument missing"],
  [['--demo', 'extra'], "Unexpected argument 'extra'"],
  [['--electron', '--no-open'], '--electron contradicts --browser and --no-open: choose one.'],
])('%j is refused with its reason', (words, reason) => {
  const request = readRequest(words);
  expect(request.kind === 'refused' && request.reason).toContain(reason);
});
