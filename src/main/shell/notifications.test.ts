import { EventEmitter } from 'node:events';
import { describe, expect, test } from 'vitest';
import { Notifier, summaryNotification } from './notifications.ts';

class Shown extends EventEmitter {
  readonly title: string;
  closed = false;
  constructor(title: string) {
    super();
    this.title = title;
  }
  show() {}
  close() {
    this.closed = true;
  }
}

function notifier() {
  const world = { focused: false, nowMs: 0, shown: [] as Shown[], opened: [] as string[] };
  const notifications = new Notifier({
    create: ({ title }) => {
      const one = new Shown(title);
      world.shown.push(one);
      return one;
    },
    isFocused: () => world.focused,
    open: (route) => void world.opened.push(route),
    now: () => world.nowMs,
  });
  return { world, notifications };
}

const message = (number: number) => ({ title: `Host ${number}`, body: '', route: `/hosts/${number}` });

describe('Notifier', () => {
  test('a click opens where the message leads', () => {
    const { world, notifications } = notifier();
    notifications.notify(message(1));
    notifications.notify(message(2));
    world.shown[1]?.emit('click');
    expect(world.opened).toEqual(['/hosts/2']);
  });

  test('is silent while the operator looks at the window', () => {
    const { world, notifications } = notifier();
    world.focused = true;
    notifications.notify(message(1));
    expect(world.shown).toEqual([]);
  });

  test('a site that goes down speaks five times, then once for all, and again after a minute', () => {
    const { world, notifications } = notifier();
    for (let host = 0; host < 400; host++) notifications.notify(message(host));
    expect(world.shown.map((one) => one.title)).toEqual([
      'Host 0',
      'Host 1',
      'Host 2',
      'Host 3',
      'Host 4',
      summaryNotification.title,
    ]);
    world.nowMs = 60_000;
    notifications.notify(message(400));
    expect(world.shown.at(-1)?.title).toBe('Host 400');
  });

  test('keeps a bounded number on screen and takes them down at the end', () => {
    const { world, notifications } = notifier();
    for (let host = 0; host < 30; host++) {
      world.nowMs = host * 60_000;
      notifications.notify(message(host));
    }
    world.shown.at(-1)?.emit('close');
    notifications.closeAll();
    expect(world.shown.filter((one) => one.closed)).toHaveLength(9);
  });
});
