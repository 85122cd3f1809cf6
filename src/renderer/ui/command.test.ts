import { describe, expect, it } from 'vitest';
import { actionsAsCommands, type Command, matchCommands, scoreCommand } from './command.ts';

const command = (label: string, group = 'Hosts', hint?: string): Command => ({
  id: label,
  label,
  group,
  hint,
  onRun: () => undefined,
});

describe('the palette', () => {
  it('wants every word, and prefers the start of the label', () => {
    expect(scoreCommand(command('Drain host b14-06'), 'drain b14')).toBeGreaterThan(0);
    expect(scoreCommand(command('Drain host b14-06'), 'drain c07')).toBe(-1);
    expect(scoreCommand(command('Drain'), 'dra')).toBeGreaterThan(scoreCommand(command('Do not drain'), 'dra'));
    expect(scoreCommand(command('b14-06', 'Hosts', 'room B'), 'room')).toBeGreaterThan(0);
  });

  it('keeps the order of groups and shows the best of each first', () => {
    const groups = matchCommands(
      [command('Refresh drains', 'Commands'), command('Drain host', 'Commands'), command('drain-1', 'Hosts')],
      'drain',
      10,
    );
    expect(groups.map((one) => [one.group, one.commands.map((line) => line.label)])).toEqual([
      ['Commands', ['Drain host', 'Refresh drains']],
      ['Hosts', ['drain-1']],
    ]);
  });

  it('is bounded', () => {
    const many = Array.from({ length: 500 }, (_, index) => command(`host ${index}`));
    expect(matchCommands(many, '', 50).flatMap((one) => one.commands)).toHaveLength(50);
  });

  it('lists what is off with its reason', () => {
    const [line] = actionsAsCommands(
      [{ id: 'hold', label: 'Hold', canRun: () => ({ reason: 'It is full' }), run: async () => undefined }],
      'b14-06',
      'Commands',
    );
    expect(line?.offReason).toBe('It is full');
  });
});
