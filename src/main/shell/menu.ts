import type { MenuItemConstructorOptions } from 'electron';

export interface MenuCommands {
  showLog(): void;
}

/** The menu bar, as each platform has it. Every entry does something; what only helps to develop is left out of a packaged console. */
export function menuTemplate(
  platform: string,
  developing: boolean,
  commands: MenuCommands,
): MenuItemConstructorOptions[] {
  const mac = platform === 'darwin';
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const template: MenuItemConstructorOptions[] = [];
  if (mac) {
    template.push({
      role: 'appMenu',
      submenu: [
        { role: 'about' },
        separator,
        { role: 'services' },
        separator,
        { role: 'hide' },
        { role: 'hideOthers' },
        { role: 'unhide' },
        separator,
        { role: 'quit' },
      ],
    });
  }
  template.push({ label: '&File', submenu: [mac ? { role: 'close' } : { role: 'quit' }] });
  template.push({
    label: '&Edit',
    submenu: [
      { role: 'undo' },
      { role: 'redo' },
      separator,
      { role: 'cut' },
      { role: 'copy' },
      { role: 'paste' },
      separator,
      { role: 'selectAll' },
    ],
  });
  const view: MenuItemConstructorOptions[] = [
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    separator,
    { role: 'togglefullscreen' },
  ];
  if (developing) view.push(separator, { role: 'reload' }, { role: 'toggleDevTools' });
  template.push({ label: '&View', submenu: view });
  if (mac) template.push({ role: 'windowMenu' });
  const help: MenuItemConstructorOptions[] = [{ label: 'Show the log', click: () => commands.showLog() }];
  if (!mac) help.push(separator, { role: 'about' });
  template.push({ role: 'help', label: '&Help', submenu: help });
  return template;
}
