/**
 * The window's Content Security Policy. Everything is refused and then what the bundle needs is named: scripts and fonts
 * of our own, styles of our own and inline ones (the component library writes them), pictures drawn in the window.
 */
const directives: ReadonlyArray<readonly [name: string, ...sources: string[]]> = [
  ['default-src', "'none'"],
  ['script-src', "'self'"],
  ['style-src', "'self'", "'unsafe-inline'"],
  ['img-src', "'self'", 'data:', 'blob:'],
  ['font-src', "'self'"],
  ['connect-src', "'self'"],
  ['base-uri', "'none'"],
  ['frame-ancestors', "'none'"],
  ['form-action', "'none'"],
];

export const contentSecurityPolicy = directives.map((directive) => directive.join(' ')).join('; ');

/** Headers of every answer of the custom protocol, refusals included. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': contentSecurityPolicy,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};
