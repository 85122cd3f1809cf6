import { Menu, type MenuItemConstructorOptions, nativeImage, Tray } from 'electron';
import { type TrayCommand, type TrayFacts, trayIconPath, trayModel } from './tray.ts';

/** The tray's picture and menu. A desktop without a tray gets none, and nothing depends on it. */
export function createTray(
  platform: string,
  iconFolder: string,
  run: (command: TrayCommand) => void,
): { update(facts: TrayFacts): void; remove(): void } {
  let tray: Tray | undefined;
  try {
    tray = new Tray(nativeImage.createFromPath(trayIconPath(platform, iconFolder)));
  } catch {
    return { update: () => {}, remove: () => {} };
  }
  const shown = tray;
  // A Mac opens the menu by a click itself; elsewhere a click brings the window.
  if (platform !== 'darwin') shown.on('click', () => run('show'));
  let current = '';
  return {
    update(facts) {
      const model = trayModel(facts);
      const next = JSON.stringify(model);
      if (next === current) return;
      current = next;
      const template = model.items.map((item): MenuItemConstructorOptions => {
        if (item === 'separator') return { type: 'separator' };
        const { label, command } = item;
        return command === undefined ? { label, enabled: false } : { label, click: () => run(command) };
      });
      shown.setToolTip(model.toolTip);
      shown.setContextMenu(Menu.buildFromTemplate(template));
    },
    remove: () => shown.destroy(),
  };
}
