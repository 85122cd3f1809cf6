import './layers.css';
import '@mantine/core/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import '@mantine/spotlight/styles.layer.css';
import './tokens.css';
import './base.css';
import './mantine.css';
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import type { ReactNode } from 'react';
import { cssVariablesResolver, theme } from './theme.ts';

const colorSchemeManager = localStorageColorSchemeManager({ key: 'headroom-color-scheme' });

export interface HeadroomProviderProps {
  readonly children: ReactNode;
}

/** Theme, fonts, base styles and the place where toasts appear. Wrap the whole window in it, once. */
export function HeadroomProvider({ children }: HeadroomProviderProps) {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariablesResolver}
      defaultColorScheme="auto"
      colorSchemeManager={colorSchemeManager}
    >
      <section id="overlays" aria-label="Over the page" />
      <Notifications
        className="hr-toasts"
        position="bottom-right"
        limit={4}
        containerWidth={400}
        zIndex={400}
        autoClose={6000}
      />
      {children}
    </MantineProvider>
  );
}
