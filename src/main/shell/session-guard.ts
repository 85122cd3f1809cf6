import type { Session } from 'electron';
import { consoleScheme } from '../../shared/port-message.ts';
import { mayDownload, mayRequest } from './navigation.ts';
import { mayHavePermission, mayUseDevice } from './permissions.ts';
import { serveBundle } from './serve-bundle.ts';

/** Privileges of the custom scheme: an origin like https has, and nothing that gets round the policy. */
export const consoleSchemePrivileges = {
  scheme: consoleScheme,
  privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
};

/** Sets everything a session can be asked for to the decisions of this folder. Before any window is opened. */
export function guardSession(session: Session, bundleRoot: string, developing: boolean): void {
  session.protocol.handle(consoleScheme, (request) => serveBundle(bundleRoot, request));

  session.setPermissionRequestHandler((_contents, permission, callback, details) => {
    callback(
      mayHavePermission({ permission, requestingAddress: details.requestingUrl, isMainFrame: details.isMainFrame }),
    );
  });
  session.setPermissionCheckHandler((_contents, permission, requestingAddress, details) =>
    mayHavePermission({ permission, requestingAddress, isMainFrame: details.isMainFrame }),
  );
  session.setDevicePermissionHandler(mayUseDevice);
  session.setBluetoothPairingHandler((_details, callback) => callback({ confirmed: false }));
  session.setDisplayMediaRequestHandler((_request, callback) => callback(null));
  session.on('select-hid-device', (event, _details, callback) => {
    event.preventDefault();
    callback(null);
  });
  session.on('select-serial-port', (event, _ports, _contents, callback) => {
    event.preventDefault();
    callback('');
  });
  session.on('select-usb-device', (event, _details, callback) => {
    event.preventDefault();
    callback();
  });

  session.webRequest.onBeforeRequest((details, callback) => callback({ cancel: !mayRequest(details.url, developing) }));
  session.on('will-download', (event, item) => {
    if (!mayDownload(item.getURL())) event.preventDefault();
  });
}
