import { isConsoleAddress } from './navigation.ts';

/**
 * What the console's own page may do without asking, each for a reason. Everything else (camera, microphone, location,
 * notifications, USB, HID, serial, Bluetooth, MIDI, clipboard reading, screen capture, files, …) is denied, and so is
 * whatever a later Chromium invents.
 */
const granted: ReadonlySet<string> = new Set([
  // Copying an id, an address or a key.
  'clipboard-sanitized-write',
  // A machine's screen on the whole display.
  'fullscreen',
]);

export interface PermissionQuestion {
  readonly permission: string;
  readonly requestingAddress: string;
  readonly isMainFrame: boolean;
}

export function mayHavePermission(question: PermissionQuestion): boolean {
  return question.isMainFrame && granted.has(question.permission) && isConsoleAddress(question.requestingAddress);
}

/** No page gets a device of this computer: consoles of machines reach theirs through libvirt. */
export function mayUseDevice(): false {
  return false;
}
