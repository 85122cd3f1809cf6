import type { SecretAnswer, SecretRequest } from './core-messages.ts';

/** The part of Electron's safeStorage that is used: the platform's keychain, asked without blocking. */
export interface Keychain {
  isAsyncEncryptionAvailable(): Promise<boolean>;
  encryptStringAsync(plain: string): Promise<Buffer>;
  decryptStringAsync(sealed: Buffer): Promise<{ result: string }>;
  getSelectedStorageBackend(): string;
}

/** More at once is a defect of core: each can open a prompt of the operating system. */
const mostAtOnce = 16;

/**
 * Seals and opens core's secrets (SSH passphrases, management passwords) with a key that only the operator's login
 * opens. Core keeps the sealed form; neither the key nor a plain secret is ever written by us.
 */
export class SecretKeeper {
  readonly #keychain: Keychain;
  readonly #platform: string;
  #underWay = 0;

  constructor(keychain: Keychain, platform: string) {
    this.#keychain = keychain;
    this.#platform = platform;
  }

  async answer(request: SecretRequest): Promise<SecretAnswer> {
    const { id } = request;
    const no = (reason: string): SecretAnswer => ({ type: 'secret-answer', id, ok: false, reason });
    const yes = (value: string): SecretAnswer => ({ type: 'secret-answer', id, ok: true, value });
    if (this.#underWay >= mostAtOnce)
      return no(`The keychain already has ${mostAtOnce} requests under way. Ask again later.`);
    this.#underWay++;
    try {
      const problem = await this.#problem();
      if (problem !== undefined) return no(problem);
      if (request.operation === 'check') return yes('available');
      if (request.operation === 'encrypt') {
        return yes((await this.#keychain.encryptStringAsync(request.plain)).toString('base64'));
      }
      return yes((await this.#keychain.decryptStringAsync(Buffer.from(request.sealed, 'base64'))).result);
    } catch {
      // The keychain's own message can quote what it was given: it stays here.
      return no(
        request.operation === 'decrypt'
          ? 'The keychain did not open this secret: it was sealed by another login or on another computer, or access was denied. Enter it again.'
          : 'The keychain did not seal the secret: it is locked, or access was denied. Nothing was stored.',
      );
    } finally {
      this.#underWay--;
    }
  }

  async #problem(): Promise<string | undefined> {
    // Without a keyring Electron "encrypts" with a password that is in its source code.
    if (this.#platform === 'linux' && ['basic_text', 'unknown'].includes(this.#keychain.getSelectedStorageBackend())) {
      return 'This desktop session has no keyring, so a stored secret would be readable by anyone with the file. Start GNOME Keyring or KWallet, or use an SSH agent.';
    }
    if (await this.#keychain.isAsyncEncryptionAvailable()) return undefined;
    return 'The system’s keychain is not available. Unlock it and try again, or use an SSH agent.';
  }
}
