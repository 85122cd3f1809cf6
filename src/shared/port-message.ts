/** What passes between shell, preload and window. Constants only: the window's whole desktop surface is on this page. */

/** The window's address. A custom scheme, so that its pages have an origin of their own and none of file://'s powers. */
export const consoleScheme = 'headroom';
export const consoleHost = 'console';
export const consoleOrigin = `${consoleScheme}://${consoleHost}`;

/**
 * The preload posts this to the window with one MessagePort to core. A later one replaces the earlier: it comes again
 * after every load and after core was restarted.
 */
export const corePortMessage = { type: 'headroom-core-port' } as const;
export type CorePortMessage = typeof corePortMessage;

export function isCorePortMessage(data: unknown): data is CorePortMessage {
  return typeof data === 'object' && data !== null && 'type' in data && data.type === corePortMessage.type;
}

/** Channels between preload and shell; a page never sees them. */
export const portWantedChannel = 'headroom:port-wanted';
export const portChannel = 'headroom:port';

/** `window.headroomDesktop` exists in the desktop and nowhere else. */
export const desktopFactsKey = 'headroomDesktop';
export interface DesktopFacts {
  readonly platform: string;
}
