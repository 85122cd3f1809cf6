import { expect, it } from 'vitest';
import { type Kernel, listActivity } from '../kernel/index.ts';
import { temporaryKernel, testActor } from '../testing/temporary-core.ts';
import { authenticate, createToken, listTokens, onTokenEnded, revokeToken } from './index.ts';

async function make(kernel: Kernel, name: string) {
  const made = await createToken(kernel, testActor, { id: kernel.newId(), name });
  if (!made.ok) throw new Error(made.refusal.message);
  return made.value;
}

it('knows the holder of a secret until it is revoked, and keeps no secret', async () => {
  await using core = temporaryKernel();
  const { kernel, clock } = core;
  const { token, secret } = await make(kernel, 'nightly');
  expect(await authenticate(kernel, secret)).toEqual({
    actor: { kind: 'token', name: 'nightly' },
    tokenId: token.id,
  });
  expect(await listTokens(kernel)).toMatchObject([{ name: 'nightly', lastUsedAtMs: clock.nowMs() }]);
  const stored = await kernel.reader.selectFrom('accessToken').selectAll().execute();
  expect(JSON.stringify(stored)).not.toContain(secret.slice('headroom_'.length));
  for (const wrong of ['', 'headroom_', `${secret}x`, secret.slice(0, -1), secret.slice('headroom_'.length)])
    expect(await authenticate(kernel, wrong)).toBeUndefined();
  await revokeToken(kernel, testActor, { id: token.id });
  expect(await authenticate(kernel, secret)).toBeUndefined();
  expect((await listActivity(kernel.reader, { limit: 10 })).entries.map(({ command }) => command)).toEqual([
    'token.revoke',
    'token.create',
  ]);
});

it('gives a name to one token at a time', async () => {
  await using core = temporaryKernel();
  const { kernel } = core;
  const { token } = await make(kernel, 'nightly');
  expect(await createToken(kernel, testActor, { id: kernel.newId(), name: 'nightly' })).toMatchObject({
    ok: false,
    refusal: { code: 'token.name-taken' },
  });
  await revokeToken(kernel, testActor, { id: token.id });
  expect((await make(kernel, 'nightly')).token.id).not.toBe(token.id);
});

it('tells at once that a token has ended', async () => {
  await using core = temporaryKernel();
  const { kernel } = core;
  const { token } = await make(kernel, 'nightly');
  let ended = 0;
  const watching = onTokenEnded(kernel, token.id, new AbortController().signal, () => {
    ended += 1;
  });
  await expect.poll(() => kernel.feed.waitingCount).toBe(1);
  expect(ended).toBe(0);
  await revokeToken(kernel, testActor, { id: token.id });
  await watching;
  expect(ended).toBe(1);
  await onTokenEnded(kernel, token.id, new AbortController().signal, () => {
    ended += 1;
  });
  expect(ended).toBe(2);
});
