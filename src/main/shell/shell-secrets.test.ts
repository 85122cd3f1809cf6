import { describe, expect, test } from 'vitest';
import { coreToShellSchema, type SecretRequest } from './core-messages.ts';
import { ShellSecrets } from './shell-secrets.ts';

describe('ShellSecrets', () => {
  test('each answer reaches its own question, in any order', async () => {
    const asked: SecretRequest[] = [];
    const secrets = new ShellSecrets((request) => void asked.push(request));
    const sealed = secrets.encrypt('a');
    const plain = secrets.decrypt('Yg==');
    const check = secrets.check();
    expect(asked.map((request) => coreToShellSchema.safeParse(request).success)).toEqual([true, true, true]);
    secrets.answered({ type: 'secret-answer', id: 2, ok: true, value: 'available' });
    secrets.answered({ type: 'secret-answer', id: 1, ok: false, reason: 'locked' });
    secrets.answered({ type: 'secret-answer', id: 0, ok: true, value: 'YQ==' });
    secrets.answered({ type: 'secret-answer', id: 0, ok: true, value: 'again' });
    expect(await Promise.all([sealed, plain, check])).toEqual([
      { ok: true, value: 'YQ==' },
      { ok: false, reason: 'locked' },
      { ok: true, value: 'available' },
    ]);
  });

  test('silence is an answer after the timeout, and frees the place', async () => {
    const secrets = new ShellSecrets(() => {}, 5);
    const answers = await Promise.all(Array.from({ length: 20 }, () => secrets.check()));
    expect(answers.filter((answer) => !answer.ok && answer.reason.includes('wait already'))).toHaveLength(4);
    expect(await secrets.check()).toMatchObject({ ok: false, reason: expect.stringContaining('did not answer') });
  });
});
