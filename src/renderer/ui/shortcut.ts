const names: Record<string, string> = {
  arrowup: '↑',
  arrowdown: '↓',
  arrowleft: '←',
  arrowright: '→',
  escape: 'Esc',
  delete: 'Del',
  ' ': 'Space',
};

const isMac = () => typeof navigator !== 'undefined' && /mac/i.test(navigator.platform);

/** The caps of a shortcut such as `mod+shift+K`, in the words of this machine. */
export function keyCaps(shortcut: string, mac: boolean = isMac()): string[] {
  return shortcut.split('+').map((part) => {
    const key = part.trim().toLowerCase();
    if (key === 'mod') return mac ? '⌘' : 'Ctrl';
    if (key === 'shift') return mac ? '⇧' : 'Shift';
    if (key === 'alt') return mac ? '⌥' : 'Alt';
    return names[key] ?? (key.length === 1 ? key.toUpperCase() : key.charAt(0).toUpperCase() + key.slice(1));
  });
}

/** What assistive technology reads from `aria-keyshortcuts`. */
export function ariaShortcut(shortcut: string, mac: boolean = isMac()): string {
  return shortcut
    .split('+')
    .map((part) => {
      const key = part.trim();
      if (key.toLowerCase() === 'mod') return mac ? 'Meta' : 'Control';
      return key.charAt(0).toUpperCase() + key.slice(1);
    })
    .join('+');
}

export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/** Whether a key press is that shortcut. A shortcut without modifiers never fires with one held, but for shift in "?". */
export function matchesShortcut(shortcut: string, press: KeyPress, mac: boolean = isMac()): boolean {
  const parts = shortcut.split('+').map((part) => part.trim().toLowerCase());
  const key = parts.at(-1) ?? '';
  const wants = (name: string) => parts.slice(0, -1).includes(name);
  const mod = mac ? press.metaKey : press.ctrlKey;
  const otherMod = mac ? press.ctrlKey : press.metaKey;
  const isLetter = /^[a-z0-9]$|^.{2,}$/.test(key);
  return (
    press.key.toLowerCase() === key &&
    mod === wants('mod') &&
    !otherMod &&
    press.altKey === wants('alt') &&
    (press.shiftKey === wants('shift') || (!isLetter && !wants('shift')))
  );
}
