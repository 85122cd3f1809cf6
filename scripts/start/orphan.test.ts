import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';

const orphan = JSON.stringify(join(import.meta.dirname, 'orphan.ts'));
const program = `
  import { stopWithParent } from ${orphan};
  stopWithParent();
  process.on('SIGTERM', () => { console.log('told to stop'); process.exit(0); });
  console.log('running');
  setInterval(() => {}, 1_000);`;

test('a console whose shell was ended by npm stops too', async () => {
  // The second command keeps the shell from turning into the first.
  const shell = spawn('/bin/sh', ['-c', '"$NODE" --input-type=module -e "$PROGRAM"; true'], {
    env: { ...process.env, NODE: process.execPath, PROGRAM: program, npm_lifecycle_event: 'start' },
  });
  const said: string[] = [];
  const lines = createInterface({ input: shell.stdout });
  lines.on('line', (line) => {
    said.push(line);
    if (line === 'running') shell.kill('SIGTERM');
  });
  await once(lines, 'close');
  expect(said).toEqual(['running', 'told to stop']);
});
