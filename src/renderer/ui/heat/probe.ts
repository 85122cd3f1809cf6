import { parseRgb, type Rgb } from './ramp.ts';

/**
 * Tokens as colours for a canvas. A custom property answers `light-dark(…)` as it was written; only a real
 * property of a real element resolves it, so an element is put where the theme applies, asked, and taken away.
 */
export function readColours(within: Element, names: readonly string[]): Rgb[] {
  const probe = document.createElement('span');
  probe.style.display = 'none';
  within.append(probe);
  const style = getComputedStyle(probe);
  const colours = names.map((name) => {
    probe.style.color = `var(${name})`;
    return parseRgb(style.color);
  });
  probe.remove();
  return colours;
}

export const css = ([red, green, blue]: Rgb): string => `rgb(${red} ${green} ${blue})`;
