import { describe, expect, test } from 'vitest';
import { type TrayFacts, trayIconPath, trayModel } from './tray.ts';

const facts: TrayFacts = { windowVisible: true, attention: 0, core: 'ready', demo: false };
const labels = (change: Partial<TrayFacts>) =>
  trayModel({ ...facts, ...change }).items.flatMap((item) => (item === 'separator' ? [] : [item.label]));

describe('trayModel', () => {
  test('offers the way the window isn’t', () => {
    expect(labels({})).toEqual(['Hide the window', 'Core is running', 'Quit']);
    expect(labels({ windowVisible: false })[0]).toBe('Show the window');
  });

  test('healthy is silent, and what waits is counted in words', () => {
    expect(trayModel(facts).toolTip).toBe('Headroom: core is running');
    expect(labels({ attention: 1 })).toContain('1 thing needs attention');
    expect(labels({ attention: 12 })).toContain('12 things need attention');
    expect(trayModel({ ...facts, attention: 5_000 }).toolTip).toBe('Headroom: more than 999 things need attention');
  });

  test('a demo and a stopped core say so', () => {
    expect(trayModel({ ...facts, demo: true, core: 'stopped' }).toolTip).toBe('Headroom demo: core is not running');
  });
});

test('a Mac gets a template picture', () => {
  expect(trayIconPath('darwin', 'x')).toMatch(/Template\.png$/);
  expect(trayIconPath('linux', 'x')).toMatch(/tray\.png$/);
});
