/** Undefined where a window can open; else why not. macOS and Windows sessions always have a display. */
export function whyNoDisplay(
  platform: NodeJS.Platform = process.platform,
  environment: NodeJS.ProcessEnv = process.env,
): string | undefined {
  if (platform === 'darwin' || platform === 'win32') return undefined;
  if (environment['DISPLAY'] || environment['WAYLAND_DISPLAY']) return undefined;
  return 'there is no display (DISPLAY and WAYLAND_DISPLAY are unset)';
}
