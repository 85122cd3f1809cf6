import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, test } from 'vitest';
import { menuTemplate } from './menu.ts';

const commands = { showLog: () => {} };

function entries(template: MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return template.flatMap((item) => (Array.isArray(item.submenu) ? entries(item.submenu) : [item]));
}
const roles = (platform: string, developing: boolean) =>
  entries(menuTemplate(platform, developing, commands)).flatMap(({ role }) => (role === undefined ? [] : [role]));

describe('menuTemplate', () => {
  test.each(['linux', 'win32', 'darwin'])('on %s every entry does something and quitting is there once', (platform) => {
    for (const item of entries(menuTemplate(platform, true, commands))) {
      const acts = item.type === 'separator' || item.role !== undefined || item.click !== undefined;
      expect(acts, JSON.stringify(item)).toBe(true);
    }
    expect(roles(platform, false).filter((role) => role === 'quit')).toHaveLength(1);
    expect(roles(platform, false).filter((role) => role === 'about')).toHaveLength(1);
  });

  test('only a Mac has an application menu and a window menu', () => {
    const top = (platform: string) => menuTemplate(platform, false, commands).map(({ role }) => role);
    expect(top('darwin')).toEqual(['appMenu', undefined, undefined, undefined, 'windowMenu', 'help']);
    expect(top('linux')).toEqual([undefined, undefined, undefined, 'help']);
  });

  test('developer tools and reloading are not in a packaged console', () => {
    for (const platform of ['linux', 'win32', 'darwin']) {
      expect(roles(platform, true)).toEqual(expect.arrayContaining(['reload', 'toggleDevTools']));
      for (const role of ['reload', 'forceReload', 'toggleDevTools'])
        expect(roles(platform, false)).not.toContain(role);
    }
  });

  test('the log is shown from the help menu', () => {
    let shown = 0;
    const template = menuTemplate('linux', false, { showLog: () => void shown++ });
    const entry = entries(template).find(({ label }) => label === 'Show the log');
    entry?.click?.({} as never, undefined, {} as never);
    expect(shown).toBe(1);
  });
});
