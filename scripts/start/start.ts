import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from './build.ts';
import { whyNoDisplay } from './display.ts';
import { obtainElectron } from './obtain-electron.ts';
import { stopWithParent } from './orphan.ts';
import { type Request, readRequest, usage } from './request.ts';
import { runElectron } from './run-electron.ts';

export async function start(root: string, words: readonly string[]): Promise<void> {
  const request = readRequest(words);
  if (request.kind === 'help') {
    console.log(usage);
    return;
  }
  if (request.kind === 'refused') {
    console.error(`${request.reason}\n\n${usage}`);
    process.exitCode = 2;
    return;
  }
  // The output of serve may be read by a script, so what is said on the way there goes to stderr.
  const say = request.kind === 'headless' ? console.error : console.log;
  stopWithParent();
  const built = await build(root, (line) => say(line));
  if (!built.ok) {
    console.error(`${built.output}\nThe console was not started, because it could not be built.`);
    process.exitCode = 1;
    return;
  }
  if (request.kind === 'headless') return serve(root, request.args);
  await openConsole(root, request);
}

async function openConsole(root: string, request: Request & { kind: 'console' }): Promise<void> {
  const noDisplay = whyNoDisplay();
  const open = request.open && noDisplay === undefined ? ['--open'] : [];
  const inBrowser = (): Promise<void> => serve(root, [...request.args, ...open]);
  if (request.window === 'browser') return inBrowser();
  const reason = await tryElectron(root, request, noDisplay);
  if (reason === undefined) return;
  if (request.window === 'electron') {
    console.error(
      `Electron was asked for, but ${reason}. Nothing was started; without --electron the browser is used.`,
    );
    process.exitCode = 1;
    return;
  }
  console.log(`Not in Electron: ${reason}. The same console runs in the browser.`);
  return inBrowser();
}

/** Undefined when Electron ran; else why it did not. */
async function tryElectron(root: string, request: Request & { kind: 'console' }, noDisplay: string | undefined) {
  if (noDisplay !== undefined) return noDisplay;
  const electron = await obtainElectron(root, { insist: request.window === 'electron' });
  if (!electron.ok) return electron.reason;
  const end = await runElectron(electron.binary, root, request.args);
  if (end.kind === 'never-started') return end.reason;
  process.exitCode = end.code;
  return undefined;
}

/** Becomes the headless host: the same process, so that signals, exit code and terminal are its own. */
async function serve(root: string, args: readonly string[]): Promise<void> {
  const program = join(root, 'out', 'main', 'serve.js');
  process.argv = [process.execPath, program, ...args];
  await import(pathToFileURL(program).href);
}
