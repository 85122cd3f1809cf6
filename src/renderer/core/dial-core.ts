import { type Dial, messagePortChannel, type Port, RefusedError, webSocketDial } from '../../shared/client/index.ts';
import { desktopFactsKey, isCorePortMessage } from '../../shared/port-message.ts';

const tokenKey = 'headroom-token';
const protocol = 'headroom.v1';

/** For a tab whose token ended: the next dial uses this one. It stays in the tab. */
export const keepToken = (token: string): void => sessionStorage.setItem(tokenKey, token);

/** In the desktop core comes as a MessagePort; in a browser it is dialled with the token of the address. */
export function dialCore(): Dial {
  return desktopFactsKey in window ? desktopDial() : browserDial();
}

/** Ports arrive when the shell has one: after each load, and after core was restarted. The newest is used once. */
function desktopDial(): Dial {
  let newest: Port | undefined;
  let taken: ((port: Port) => void) | undefined;
  window.addEventListener('message', (event) => {
    const [port] = event.ports;
    if (
      event.source !== window ||
      event.origin !== location.origin ||
      !isCorePortMessage(event.data) ||
      port === undefined
    )
      return;
    if (taken) taken(port);
    else newest = port;
  });
  return (signal) =>
    new Promise((resolve, reject) => {
      const use = (port: Port) => {
        taken = undefined;
        newest = undefined;
        resolve(messagePortChannel(port));
      };
      if (newest !== undefined) return use(newest);
      taken = use;
      signal.addEventListener('abort', () => reject(new Error('The window is closing.')), { once: true });
    });
}

/** The token leaves the address bar at once and stays in this tab: a reload works, a bookmark or a log has nothing. */
function browserDial(): Dial {
  const given = /[#&]token=([\w-]+)/.exec(location.hash)?.[1];
  if (given !== undefined) {
    keepToken(given);
    history.replaceState(null, '', location.pathname);
  }
  const address = `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/rpc`;
  return async (signal) => {
    const token = sessionStorage.getItem(tokenKey);
    if (token === null)
      throw new RefusedError('This tab has no access token. Open the address that Headroom printed when it started.');
    try {
      return await webSocketDial(() => new WebSocket(address, [protocol, `token.${token}`]))(signal);
    } catch (error) {
      // A browser hides why a socket was refused; the same token over plain HTTP tells a stale token from a dead server.
      const answer = await fetch('/api/v1/system', { headers: { authorization: `Bearer ${token}` }, signal }).catch(
        () => undefined,
      );
      if (answer?.status === 401)
        throw new RefusedError('This access token has ended: Headroom was restarted. Open the address it printed.');
      throw error;
    }
  };
}
