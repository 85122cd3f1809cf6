import { describe, expect, test } from 'vitest';
import { isTrustedSender } from './sender.ts';

const ours = { url: 'headroom://console/index.html#/x', origin: 'headroom://console', parent: null, detached: false };

describe('isTrustedSender', () => {
  test('trusts the console’s page in the main frame', () => {
    expect(isTrustedSender(ours)).toBe(true);
  });

  test.each([
    ['a frame that is gone', null],
    ['a frame of a page that was left', { ...ours, detached: true }],
    ['a frame inside', { ...ours, parent: {} }],
    ['a sandboxed page', { ...ours, origin: 'null' }],
    ['another page', { ...ours, url: 'https://example.org/' }],
    ['a blank page that inherited our origin', { ...ours, url: 'about:blank' }],
    ['a look-alike', { ...ours, url: 'headroom://console.example/', origin: 'headroom://console.example' }],
  ])('does not trust %s', (_name, frame) => {
    expect(isTrustedSender(frame)).toBe(false);
  });
});
