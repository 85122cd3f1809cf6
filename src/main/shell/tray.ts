import { join } from 'node:path';

export interface TrayFacts {
  readonly windowVisible: boolean;
  readonly attention: number;
  readonly core: 'starting' | 'ready' | 'stopped';
  readonly demo: boolean;
}

export type TrayCommand = 'show' | 'hide' | 'show-attention' | 'quit';

export interface TrayModel {
  readonly toolTip: string;
  readonly items: ReadonlyArray<{ readonly label: string; readonly command?: TrayCommand } | 'separator'>;
}

const coreWords = { starting: 'Core is starting', ready: 'Core is running', stopped: 'Core is not running' };

/** What the tray shows: whether core runs, what waits for the operator, and the window's way back. */
export function trayModel(facts: TrayFacts): TrayModel {
  const name = facts.demo ? 'Headroom demo' : 'Headroom';
  const attention = attentionWords(facts.attention);
  const items: Array<TrayModel['items'][number]> = [
    facts.windowVisible ? { label: 'Hide the window', command: 'hide' } : { label: 'Show the window', command: 'show' },
    'separator',
    { label: coreWords[facts.core] },
  ];
  if (attention !== undefined) items.push({ label: attention, command: 'show-attention' });
  items.push('separator', { label: 'Quit', command: 'quit' });
  return { toolTip: `${name}: ${(attention ?? coreWords[facts.core]).toLowerCase()}`, items };
}

function attentionWords(count: number): string | undefined {
  if (count === 0) return undefined;
  if (count === 1) return '1 thing needs attention';
  return `${count > 999 ? 'More than 999' : count} things need attention`;
}

/** A Mac draws a template picture in the menu bar's own ink; elsewhere the mark brings its own ground. */
export function trayIconPath(platform: string, folder: string): string {
  return join(folder, platform === 'darwin' ? 'trayTemplate.png' : 'tray.png');
}
