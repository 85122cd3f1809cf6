import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mayHavePermission, mayUseDevice } from './permissions.ts';

const ours = { requestingAddress: 'headroom://console/index.html', isMainFrame: true };

/** Every permission Electron 45 can ask about. */
const known = (
  'ar automatic-fullscreen background-fetch background-sync captured-surface-control clipboard-read ' +
  'clipboard-sanitized-write deprecated-sync-clipboard-read display-capture fileSystem fullscreen geolocation ' +
  'geolocation-approximate hand-tracking hid idle-detection keyboardLock local-fonts local-network ' +
  'local-network-access loopback-network media mediaKeySystem midi midiSysex nfc notifications openExternal ' +
  'payment-handler periodic-background-sync persistent-storage pointerLock screen-wake-lock sensors serial smart-card ' +
  'speaker-selection storage-access system-wake-lock top-level-storage-access usb vr web-app-installation ' +
  'web-printing window-management unknown'
).split(' ');

describe('mayHavePermission', () => {
  test('grants two of all and no other', () => {
    const grantedOnes = known.filter((permission) => mayHavePermission({ ...ours, permission }));
    expect(grantedOnes).toEqual(['clipboard-sanitized-write', 'fullscreen']);
  });

  test('grants nothing to a frame inside or to another page', () => {
    for (const permission of known) {
      expect(mayHavePermission({ ...ours, permission, isMainFrame: false })).toBe(false);
      for (const requestingAddress of ['https://example.org/', 'headroom://console.example/', 'about:blank', '']) {
        expect(mayHavePermission({ ...ours, permission, requestingAddress })).toBe(false);
      }
    }
  });

  test('denies what nobody has heard of', () => {
    fc.assert(
      fc.property(
        fc.string().filter((text) => text !== 'fullscreen' && text !== 'clipboard-sanitized-write'),
        (permission) => !mayHavePermission({ ...ours, permission }),
      ),
    );
  });
});

test('no device is ever handed out', () => {
  expect(mayUseDevice()).toBe(false);
});
