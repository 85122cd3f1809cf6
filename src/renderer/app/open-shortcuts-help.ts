export const shortcutsHelpAsked = 'headroom-shortcuts-help';

export const openShortcutsHelp = (): void => void window.dispatchEvent(new Event(shortcutsHelpAsked));
