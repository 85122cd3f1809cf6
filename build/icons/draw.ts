import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from '@playwright/test';

/** Draws every picture of the mark from its SVG: `node build/icons/draw.ts [chromium]`. The results are committed. */
const pictures: ReadonlyArray<readonly [source: string, target: string, size: number]> = [
  ...[16, 24, 32, 48, 64, 128, 256, 512, 1024].map(
    (size) => ['icons/mark.svg', `icons/${size}x${size}.png`, size] as const,
  ),
  ['tray/tray.svg', 'tray/tray.png', 24],
  ['tray/tray.svg', 'tray/tray@2x.png', 48],
  ['tray/tray-template.svg', 'tray/trayTemplate.png', 16],
  ['tray/tray-template.svg', 'tray/trayTemplate@2x.png', 32],
];

const build = join(import.meta.dirname, '..');
const browser = await chromium.launch({
  executablePath: process.argv[2] ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
const page = await browser.newPage();
for (const [source, target, size] of pictures) {
  const svg = await readFile(join(build, source), 'utf8');
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(`<style>*{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`);
  await writeFile(join(build, target), await page.screenshot({ omitBackground: true }));
}
await browser.close();
