import { useNavigate } from '@tanstack/react-router';
import type { FeatureCommand } from '../../core/index.ts';
import { settingsViews } from './settings-head.tsx';

const words: Record<(typeof settingsViews)[number]['id'], string[]> = {
  appearance: ['theme', 'dark', 'light', 'notices'],
  tokens: ['secret', 'key', 'script'],
  catalog: ['backup', 'sqlite', 'integrity', 'database'],
  api: ['openapi', 'http', 'curl', 'script'],
  about: ['version', 'licence'],
};

export function useSettingsCommands(): FeatureCommand[] {
  const navigate = useNavigate();
  return [
    {
      id: 'settings-backup',
      label: 'Back up the catalog',
      group: 'Catalog',
      keywords: ['copy', 'save'],
      onRun: () => void navigate({ to: '/settings/catalog' }),
    },
    ...settingsViews.map(({ id, label, href }) => ({
      id: `settings-${id}`,
      label: `Settings: ${label}`,
      group: 'Settings',
      keywords: words[id],
      onRun: () => void navigate({ to: href.slice(1) }),
    })),
  ];
}
