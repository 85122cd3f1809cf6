/**
 * A core that is going to be killed. It first repeats the request whose answer the one before it may not have had, then
 * creates and edits customers as fast as it can, and says on a synchronous line each time it was told "done".
 */
import { writeSync } from 'node:fs';
import { createCustomer, editCustomer } from '../../src/main/core/customers/index.ts';
import { startCore } from '../../src/main/core/index.ts';
import type { Actor } from '../../src/shared/contract/index.ts';
import { customerOf, idOf } from './requests.ts';

const [folder = '', firstText = '0'] = process.argv.slice(2);
const actor: Actor = { kind: 'os-user', name: 'victim' };

const started = await startCore({
  folder,
  host: 'headless',
  version: '0.0.0',
  onDefect: (error) => {
    throw error;
  },
});
if (!started.ok) throw new Error(started.refusal.message);
const { kernel } = started.value;
writeSync(1, 'ready\n');
for (let number = Number(firstText); ; number++) {
  const created = await createCustomer(kernel, actor, {
    ...customerOf(number),
    id: idOf(number),
    tags: { number: String(number) },
  });
  // The repeated one may have been edited already; then it differs, and is there.
  if (!created.ok && created.refusal.code === 'customer.id-taken') continue;
  if (!created.ok) throw new Error(`${number}: ${created.refusal.message}`);
  writeSync(1, `created ${number}\n`);
  const revision = created.value.revision;
  if (revision > 1) continue;
  const edited = await editCustomer(kernel, actor, {
    ...customerOf(number),
    notes: 'edited',
    id: idOf(number),
    revision,
  });
  if (!edited.ok) throw new Error(`${number}: ${edited.refusal.message}`);
  writeSync(1, `edited ${number}\n`);
}
