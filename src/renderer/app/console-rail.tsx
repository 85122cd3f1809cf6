import { useLocation } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { Feature } from '../core/index.ts';
import { Rail, type RailItem } from '../ui/index.ts';
import { footTasks, tasks } from './features.ts';

export function ConsoleRail() {
  const { pathname } = useLocation();
  const items = useMemo(() => railItems(tasks), []);
  const foot = useMemo(() => railItems(footTasks), []);
  return <Rail items={items} foot={foot} current={taskAt(pathname)?.id ?? ''} />;
}

const railItems = (features: readonly Feature[]): RailItem[] =>
  features.flatMap(({ id, rail }) => (rail ? [{ id, label: rail.label, icon: rail.icon, href: `#${rail.path}` }] : []));

/** The task a page belongs to: `/customers/1` is of Customers, and `/` of Overview alone. */
export function taskAt(pathname: string, features: readonly Feature[] = [...tasks, ...footTasks]): Feature | undefined {
  return features.find(({ rail }) => {
    if (rail === undefined) return false;
    return pathname === rail.path || (rail.path !== '/' && pathname.startsWith(`${rail.path}/`));
  });
}
