const checkEveryMs = 500;

/**
 * npm starts us through a shell, and a signal to npm ends that shell but not us. Whoever stops `npm start` means the
 * console, so when our parent is gone we are told to stop as well.
 */
export function stopWithParent(stop: () => void = () => process.kill(process.pid, 'SIGTERM')): void {
  if (process.platform === 'win32' || process.env['npm_lifecycle_event'] === undefined) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    stop();
  }, checkEveryMs);
  timer.unref();
}
