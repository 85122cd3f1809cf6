import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { coreToShellSchema, shellToCoreSchema } from './core-messages.ts';
import { type Keychain, SecretKeeper } from './secrets.ts';

/** A keychain with a real cipher in place of the operating system's. */
function keychain(change: Partial<Keychain> = {}): Keychain {
  const key = randomBytes(32);
  return {
    isAsyncEncryptionAvailable: async () => true,
    getSelectedStorageBackend: () => 'gnome_libsecret',
    encryptStringAsync: async (plain) => {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      return Buffer.concat([nonce, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    },
    decryptStringAsync: async (sealed) => {
      const cipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12));
      cipher.setAuthTag(sealed.subarray(-16));
      return { result: cipher.update(sealed.subarray(12, -16)).toString('utf8') + cipher.final('utf8') };
    },
    ...change,
  };
}

const check = { type: 'secret-request', id: 1, operation: 'check' } as const;

describe('SecretKeeper', () => {
  test('what was sealed opens again, and every answer fits the protocol', async () => {
    const keeper = new SecretKeeper(keychain(), 'linux');
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 200 }), async (plain) => {
        const sealed = await keeper.answer({ type: 'secret-request', id: 1, operation: 'encrypt', plain });
        expect(shellToCoreSchema.safeParse(sealed).success).toBe(true);
        if (!sealed.ok) throw new Error(sealed.reason);
        const request = { type: 'secret-request', id: 2, operation: 'decrypt', sealed: sealed.value } as const;
        expect(coreToShellSchema.safeParse(request).success).toBe(true);
        expect(await keeper.answer(request)).toEqual({ type: 'secret-answer', id: 2, ok: true, value: plain });
      }),
      { numRuns: 50 },
    );
  });

  test('a Linux session without a keyring stores nothing', async () => {
    for (const backend of ['basic_text', 'unknown']) {
      const keeper = new SecretKeeper(keychain({ getSelectedStorageBackend: () => backend }), 'linux');
      expect(await keeper.answer(check)).toMatchObject({ ok: false, reason: expect.stringContaining('keyring') });
    }
    const mac = new SecretKeeper(keychain({ getSelectedStorageBackend: () => 'basic_text' }), 'darwin');
    expect(await mac.answer(check)).toMatchObject({ ok: true });
  });

  test('a locked keychain is said so', async () => {
    const keeper = new SecretKeeper(keychain({ isAsyncEncryptionAvailable: async () => false }), 'darwin');
    expect(await keeper.answer(check)).toMatchObject({ ok: false, reason: expect.stringContaining('not available') });
  });

  test('a secret of another login does not open, and the reason quotes nothing', async () => {
    const sealed = Buffer.from('secret word that is long enough').toString('base64');
    const answer = await new SecretKeeper(keychain(), 'linux').answer({
      type: 'secret-request',
      id: 3,
      operation: 'decrypt',
      sealed,
    });
    expect(answer).toMatchObject({ id: 3, ok: false });
    expect(JSON.stringify(answer)).not.toContain('secret word');
  });

  test('no more than 16 prompts at once', async () => {
    const release = Promise.withResolvers<boolean>();
    const keeper = new SecretKeeper(keychain({ isAsyncEncryptionAvailable: () => release.promise }), 'linux');
    const answers = Array.from({ length: 20 }, () => keeper.answer(check));
    release.resolve(true);
    const outcomes = await Promise.all(answers);
    expect(outcomes.filter((answer) => answer.ok)).toHaveLength(16);
    expect(await keeper.answer(check)).toMatchObject({ ok: true });
  });
});
