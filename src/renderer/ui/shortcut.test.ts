import { describe, expect, it } from 'vitest';
import { ariaShortcut, type KeyPress, keyCaps, matchesShortcut } from './shortcut.ts';

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...held,
});

describe('shortcuts', () => {
  it('are written in the words of the machine', () => {
    expect(keyCaps('mod+shift+k', false)).toEqual(['Ctrl', 'Shift', 'K']);
    expect(keyCaps('mod+shift+k', true)).toEqual(['⌘', '⇧', 'K']);
    expect(keyCaps('ArrowUp+Escape', false)).toEqual(['↑', 'Esc']);
  });

  it('are announced with the names assistive technology knows', () => {
    expect(ariaShortcut('mod+K', false)).toBe('Control+K');
    expect(ariaShortcut('mod+K', true)).toBe('Meta+K');
  });

  it('fire for exactly the keys they name', () => {
    expect(matchesShortcut('E', press('e'), false)).toBe(true);
    expect(matchesShortcut('E', press('e', { ctrlKey: true }), false)).toBe(false);
    expect(matchesShortcut('E', press('E', { shiftKey: true }), false)).toBe(false);
    expect(matchesShortcut('shift+E', press('E', { shiftKey: true }), false)).toBe(true);
    expect(matchesShortcut('mod+Enter', press('Enter', { metaKey: true }), true)).toBe(true);
    expect(matchesShortcut('mod+Enter', press('Enter', { metaKey: true }), false)).toBe(false);
  });

  it('allow the shift that a sign itself needs', () => {
    expect(matchesShortcut('?', press('?', { shiftKey: true }), false)).toBe(true);
  });
});
