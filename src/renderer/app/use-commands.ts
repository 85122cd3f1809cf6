import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useConnection, useConnectionState } from '../core/index.ts';
import type { Command } from '../ui/index.ts';
import { allFeatures, footTasks, tasks } from './features.ts';
import { openShortcutsHelp } from './open-shortcuts-help.ts';

/** Everything that can be run or gone to from where the operator is. */
export function useCommands(): readonly Command[] {
  // The features are the same for the life of the window, so their hooks run in the same order each time.
  const own = allFeatures.flatMap((feature) => feature.useCommands?.() ?? []);
  return [...own, ...useGoCommands(), ...useConsoleCommands()];
}

function useGoCommands(): Command[] {
  const navigate = useNavigate();
  return [...tasks, ...footTasks].flatMap(({ id, rail }) =>
    rail
      ? [
          {
            id: `go-${id}`,
            label: `Go to ${rail.label}`,
            group: 'Go to',
            icon: rail.icon,
            hint: `G then ${rail.label.charAt(0)}`,
            onRun: () => void navigate({ to: rail.path }),
          },
        ]
      : [],
  );
}

function useConsoleCommands(): Command[] {
  const { setColorScheme } = useMantineColorScheme();
  const next = useComputedColorScheme('light') === 'dark' ? 'light' : 'dark';
  const connection = useConnection();
  const connected = useConnectionState().kind === 'connected';
  return [
    { id: 'theme', label: `Switch to ${next} theme`, group: 'Console', onRun: () => setColorScheme(next) },
    { id: 'keys', label: 'Show keyboard shortcuts', group: 'Console', shortcut: '?', onRun: openShortcutsHelp },
    {
      id: 'retry',
      label: 'Retry the connection to core',
      group: 'Console',
      ...(connected ? { offReason: 'core is connected' } : {}),
      onRun: () => connection.retryNow(),
    },
  ];
}
