import { type AnyRoute, createRoute } from '@tanstack/react-router';
import type { Feature } from '../../core/index.ts';
import { IconSettings } from '../../ui/icons.ts';
import { AboutPage } from './about-page.tsx';
import { ApiPage } from './api-page.tsx';
import { AppearancePage } from './appearance-page.tsx';
import { CatalogPage } from './catalog-page.tsx';
import { TokensPage } from './tokens-page.tsx';
import { useSettingsCommands } from './use-settings-commands.ts';

export const settingsFeature: Feature = {
  id: 'settings',
  rail: { label: 'Settings', icon: IconSettings, path: '/settings' },
  routes: (root: AnyRoute) => {
    const at = (path: string, component: () => React.ReactNode) =>
      createRoute({ getParentRoute: () => root, path, component });
    return [
      at('/settings', AppearancePage),
      at('/settings/tokens', TokensPage),
      at('/settings/catalog', CatalogPage),
      at('/settings/api', ApiPage),
      at('/settings/about', AboutPage),
    ];
  },
  useCommands: useSettingsCommands,
};
