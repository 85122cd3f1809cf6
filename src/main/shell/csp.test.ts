import { describe, expect, test } from 'vitest';
import { contentSecurityPolicy } from './csp.ts';

const policy = new Map(
  contentSecurityPolicy.split('; ').map((directive) => {
    const [name = '', ...sources] = directive.split(' ');
    return [name, sources] as const;
  }),
);

describe('contentSecurityPolicy', () => {
  test('starts from nothing', () => {
    expect(policy.get('default-src')).toEqual(["'none'"]);
  });

  test('scripts and connections are our own and nobody else’s', () => {
    expect(policy.get('script-src')).toEqual(["'self'"]);
    expect(policy.get('connect-src')).toEqual(["'self'"]);
    expect(contentSecurityPolicy).not.toMatch(/unsafe-eval|strict-dynamic|https?:|wss?:|\*/);
  });

  test('what default-src doesn’t cover is named', () => {
    for (const name of ['base-uri', 'frame-ancestors', 'form-action']) expect(policy.get(name)).toEqual(["'none'"]);
  });

  test('inline is for styles only', () => {
    for (const [name, sources] of policy) {
      if (name !== 'style-src') expect(sources).not.toContain("'unsafe-inline'");
    }
  });
});
