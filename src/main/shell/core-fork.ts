import { type MessagePortMain, utilityProcess } from 'electron';
import type { CoreProcess } from './core-supervisor.ts';
import type { RotatingLog } from './rotating-log.ts';

/** Starts core in a utility process: plain Node, apart from the windows, its output in the log. */
export function forkCore(modulePath: string, log: RotatingLog): CoreProcess<MessagePortMain> {
  const child = utilityProcess.fork(modulePath, [], { serviceName: 'Headroom core', stdio: 'pipe' });
  for (const output of [child.stdout, child.stderr]) if (output !== null) keepOutput(output, log);
  return {
    postMessage: (message, ports) => child.postMessage(message, ports ?? []),
    kill: () => void child.kill(),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.once('exit', listener),
  };
}

function keepOutput(output: NodeJS.ReadableStream, log: RotatingLog): void {
  // With nobody reading, core would stop at its next line once the pipe is full.
  const discard = () => void output.resume();
  if (log.destroyed) discard();
  else {
    output.pipe(log, { end: false });
    log.once('close', discard);
    output.once('close', () => log.off('close', discard));
  }
}
