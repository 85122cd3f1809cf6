import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { defineConfig } from '@playwright/test';

const given = process.env['HEADROOM_CHROMIUM'] ?? process.env['CHROMIUM_PATH'];
const names = (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, 'chromium'));
const chromium = given ?? names.find((path) => existsSync(path)) ?? '/usr/bin/chromium';

/** Chromium as a machine without display, sandbox or internet needs it; a profile of its own each time. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Pictures of the same page are the same on every machine.
  '--font-render-hinting=none',
  '--force-color-profile=srgb',
];

const electron = /electron[^/]*\.spec\.ts$/;

export default defineConfig({
  testDir: 'test/ui',
  outputDir: 'test-results/ui',
  // The machines that run this have two cores; one browser and one core are enough for them.
  workers: 1,
  forbidOnly: process.env['CI'] === 'true',
  retries: 0,
  timeout: 30_000,
  expect: { timeout: 5_000 },
  reporter: [['list'], ['json', { outputFile: 'test-results/ui.json' }]],
  use: { trace: 'retain-on-failure', screenshot: 'only-on-failure', actionTimeout: 10_000 },
  projects: [
    {
      name: 'serve',
      testMatch: /\.spec\.ts$/,
      testIgnore: electron,
      use: {
        browserName: 'chromium',
        viewport: { width: 1440, height: 900 },
        // One place and one clock zone for every machine.
        locale: 'en-GB',
        timezoneId: 'Europe/Oslo',
        colorScheme: 'light',
        launchOptions: { executablePath: chromium, args: flags },
      },
    },
    { name: 'electron', testMatch: electron },
  ],
});
