import './tables.ts';
import { createHash } from 'node:crypto';
import type { AccessToken, Actor } from '../../../shared/contract/index.ts';
import { granted, type Kernel, type Result, refused } from '../kernel/index.ts';

const columns = ['id', 'name', 'createdAtMs', 'lastUsedAtMs', 'revokedAtMs'] as const;
/** Told apart from anything else at a glance, and found by secret scanners. */
const prefix = 'headroom_';
/** Often enough to see whether a token is in use, rarely enough not to write at each request. */
const useNotedEveryMs = 60_000;

const hashOf = (secret: string) => createHash('sha256').update(secret).digest('hex');

export const listTokens = (kernel: Kernel): Promise<AccessToken[]> =>
  kernel.reader.selectFrom('accessToken').select(columns).orderBy('id', 'desc').execute();

export function createToken(
  kernel: Kernel,
  actor: Actor,
  input: { id: string; name: string },
): Promise<Result<{ token: AccessToken; secret: string }>> {
  return kernel.write.run(actor, async ({ tx, nowMs, record, publish }) => {
    const taken = await tx
      .selectFrom('accessToken')
      .select('id')
      .where((where) =>
        where.or([
          where('id', '=', input.id),
          where.and([where('name', '=', input.name), where('revokedAtMs', 'is', null)]),
        ]),
      )
      .executeTakeFirst();
    if (taken !== undefined) {
      return refused({
        code: 'token.name-taken',
        message: `There is a token named ${input.name} already. Its secret is shown only once, when it is made.`,
        whatToDo: 'Choose another name, or revoke that token first.',
        fields: { name: 'This name is taken.' },
      });
    }
    const secret = prefix + Buffer.from(kernel.random.bytes(32)).toString('base64url');
    const token = { id: input.id, name: input.name, createdAtMs: nowMs, lastUsedAtMs: null, revokedAtMs: null };
    await tx
      .insertInto('accessToken')
      .values({ ...token, secretHash: hashOf(secret) })
      .execute();
    const subject = { kind: 'token', id: input.id };
    record({ command: 'token.create', summary: `Made the access token ${input.name}`, subjects: [subject] });
    publish({ topic: 'tokens', change: 'created', subject });
    return granted({ token, secret });
  });
}

export function revokeToken(kernel: Kernel, actor: Actor, input: { id: string }): Promise<Result<AccessToken>> {
  return kernel.write.run(actor, async ({ tx, nowMs, record, publish }) => {
    const token = await tx.selectFrom('accessToken').select(columns).where('id', '=', input.id).executeTakeFirst();
    if (token === undefined) {
      return refused({ code: 'token.unknown', message: 'There is no such token.', whatToDo: 'Reload the list.' });
    }
    if (token.revokedAtMs !== null) return granted(token);
    await tx.updateTable('accessToken').set({ revokedAtMs: nowMs }).where('id', '=', input.id).execute();
    const subject = { kind: 'token', id: input.id };
    record({ command: 'token.revoke', summary: `Revoked the access token ${token.name}`, subjects: [subject] });
    publish({ topic: 'tokens', change: 'updated', subject });
    return granted({ ...token, revokedAtMs: nowMs });
  });
}

/** Who calls, and by which token; none: the operator of this run, by its launch token. */
export interface Identity {
  readonly actor: Actor;
  readonly tokenId: string | undefined;
}

/** Whose secret this is. Looked up by its hash, so nothing about it leaks through timing. */
export async function authenticate(kernel: Kernel, secret: string): Promise<Identity | undefined> {
  if (!secret.startsWith(prefix) || secret.length > 200) return undefined;
  const token = await kernel.reader
    .selectFrom('accessToken')
    .select(columns)
    .where('secretHash', '=', hashOf(secret))
    .where('revokedAtMs', 'is', null)
    .executeTakeFirst();
  if (token === undefined) return undefined;
  const actor: Actor = { kind: 'token', name: token.name };
  if (kernel.clock.nowMs() - (token.lastUsedAtMs ?? 0) > useNotedEveryMs) {
    await kernel.write.run(actor, async ({ tx, nowMs }) => {
      await tx.updateTable('accessToken').set({ lastUsedAtMs: nowMs }).where('id', '=', token.id).execute();
      return granted(undefined);
    });
  }
  return { actor, tokenId: token.id };
}

/** Calls once when the token is revoked, also when that happened a moment ago. */
export async function onTokenEnded(
  kernel: Kernel,
  tokenId: string,
  signal: AbortSignal,
  ended: () => void,
): Promise<void> {
  const isOver = async () => {
    const row = await kernel.reader
      .selectFrom('accessToken')
      .select('revokedAtMs')
      .where('id', '=', tokenId)
      .executeTakeFirst();
    return row === undefined || row.revokedAtMs !== null;
  };
  const { cursor } = kernel.feed.read(undefined, 1);
  if (await isOver()) return ended();
  for await (const batch of kernel.feed.follow(cursor, AbortSignal.any([signal, kernel.closing]))) {
    const concerns =
      batch.resync || batch.events.some((event) => event.topic === 'tokens' && event.subject?.id === tokenId);
    if (concerns && (await isOver())) return ended();
  }
}
