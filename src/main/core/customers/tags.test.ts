import { expect, it } from 'vitest';
import { type Kernel, listActivity } from '../kernel/index.ts';
import { temporaryKernel, testActor } from '../testing/temporary-core.ts';
import { demoPublicKey } from './demo/demo-public-key.ts';
import {
  addSshKey,
  archiveCustomer,
  getCustomer,
  putContact,
  putMember,
  putPolicy,
  setTags,
  suggestTags,
  tagsOf,
} from './index.ts';
import { addCustomer, codeOf, makeId, mustBeGranted } from './testing/examples.ts';

it('replaces the tags of anything, says what changed, and writes nothing when nothing does', async () => {
  await using core = temporaryKernel();
  const { kernel } = core;
  const host = { kind: 'host', id: 'rack-4-host-2' };
  const tags = { row: '4', constructor: 'acme' };
  expect(mustBeGranted(await setTags(kernel, testActor, { ...host, tags: { row: '3' } }))).toEqual({ row: '3' });
  expect(mustBeGranted(await setTags(kernel, testActor, { ...host, tags }))).toEqual(tags);
  expect(mustBeGranted(await setTags(kernel, testActor, { ...host, tags }))).toEqual(tags);
  expect(await tagsOf(kernel, host)).toEqual(tags);
  const { entries } = await listActivity(kernel.reader, { subjectKind: 'host', subjectId: host.id, limit: 10 });
  expect(entries.map(({ changes }) => changes)).toEqual([
    [
      { field: 'tag:row', before: '3', after: '4' },
      { field: 'tag:constructor', before: null, after: 'acme' },
    ],
    [{ field: 'tag:row', before: null, after: '3' }],
  ]);
});

it('shows them with the customer and checks that the customer is there', async () => {
  await using core = temporaryKernel();
  const { id } = await addCustomer(core.kernel);
  mustBeGranted(await setTags(core.kernel, testActor, { kind: 'customer', id, tags: { tier: 'gold' } }));
  expect(mustBeGranted(await getCustomer(core.kernel, { id })).tags).toEqual({ tier: 'gold' });
  expect(codeOf(await setTags(core.kernel, testActor, { kind: 'customer', id: makeId(), tags: {} }))).toBe(
    'customer.unknown',
  );
});

it.each([
  [
    'member',
    (core: Kernel, customerId: string, id: string) =>
      putMember(core, testActor, { customerId, id, name: 'Ida', email: 'ida@met.example', role: 'viewer' }),
  ],
  [
    'ssh-key',
    (core: Kernel, customerId: string, id: string) =>
      addSshKey(core, testActor, {
        customerId,
        id,
        memberId: null,
        name: 'Ida',
        publicKey: demoPublicKey(new Uint8Array(32)),
      }),
  ],
  [
    'contact',
    (core: Kernel, customerId: string, id: string) =>
      putContact(core, testActor, { customerId, id, name: 'Ida', role: '', email: '', phone: '' }),
  ],
  [
    'policy',
    (core: Kernel, customerId: string, id: string) =>
      putPolicy(core, testActor, {
        customerId,
        id,
        name: 'Ida',
        effect: 'allow',
        principals: { everyMember: true, roles: [], memberIds: [] },
        actions: ['*'],
        resources: { kind: '*', ids: [], tags: {} },
      }),
  ],
])('tags a %s that is there, in its customer’s history too, and refuses one that is not', async (kind, put) => {
  await using core = temporaryKernel();
  const { id: customerId } = await addCustomer(core.kernel);
  const id = makeId();
  const tag = () => setTags(core.kernel, testActor, { kind, id, tags: { desk: '4' } });
  expect(codeOf(await tag())).toBe(`${kind}.unknown`);
  mustBeGranted(await put(core.kernel, customerId, id));
  await core.clock.advance(1000);
  mustBeGranted(await tag());
  const { entries } = await listActivity(core.kernel.reader, {
    subjectKind: 'customer',
    subjectId: customerId,
    limit: 1,
  });
  expect(entries).toMatchObject([{ command: 'tag.set', summary: 'Changed the tags desk of Ida' }]);
  expect(mustBeGranted(await getCustomer(core.kernel, { id: customerId })).updatedAtMs).toBe(core.clock.nowMs());
  mustBeGranted(await archiveCustomer(core.kernel, testActor, { id: customerId }));
  expect(codeOf(await tag())).toBe('customer.archived');
});

it('suggests keys, or the values of a key, most used first', async () => {
  await using core = temporaryKernel();
  const put = (id: string, tags: Record<string, string>) => setTags(core.kernel, testActor, { kind: 'host', id, tags });
  await put('a', { env: 'test', tier: 'gold' });
  await put('b', { env: 'production', empty: '' });
  await put('c', { env: 'test', a_b: '1', 'a.b': '1' });
  const suggest = (prefix: string, key?: string) =>
    suggestTags(core.kernel, { prefix, limit: 2, ...(key === undefined ? {} : { key }) });
  expect(await suggest('')).toEqual([
    { text: 'env', count: 3 },
    { text: 'a.b', count: 1 },
  ]);
  expect(await suggest('', 'env')).toEqual([
    { text: 'test', count: 2 },
    { text: 'production', count: 1 },
  ]);
  expect(await suggest('P', 'env')).toEqual([{ text: 'production', count: 1 }]);
  expect(await suggest('', 'empty')).toEqual([]);
  // What is typed is text, not a pattern.
  expect(await suggest('a_')).toEqual([{ text: 'a_b', count: 1 }]);
});
