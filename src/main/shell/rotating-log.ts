import { type FileHandle, mkdir, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Writable } from 'node:stream';

/**
 * Core's output as a file that can't fill the disk: past the limit it becomes `<path>.1` and a new one begins, so at
 * most twice the limit is kept. A Writable, so that core is slowed down rather than the shell's memory filled.
 */
export class RotatingLog extends Writable {
  readonly path: string;
  readonly #limitBytes: number;
  #file: FileHandle | undefined;
  #sizeBytes = 0;

  constructor(path: string, limitBytes: number) {
    super({ decodeStrings: true });
    this.path = path;
    this.#limitBytes = limitBytes;
    // A disk that is full must not take the window down with it: the log stops, the console goes on.
    this.on('error', () => {});
  }

  override _construct(callback: (error?: Error | null) => void): void {
    this.#open().then(() => callback(), callback);
  }

  override _write(chunk: Buffer, _encoding: string, callback: (error?: Error | null) => void): void {
    this.#append(chunk).then(() => callback(), callback);
  }

  override _destroy(error: Error | null, callback: (error?: Error | null) => void): void {
    const file = this.#file;
    this.#file = undefined;
    if (file === undefined) callback(error);
    else file.close().then(() => callback(error), callback);
  }

  async #open(): Promise<void> {
    await mkdir(dirname(this.path), { recursive: true, mode: 0o700 });
    this.#file = await open(this.path, 'a', 0o600);
    this.#sizeBytes = (await this.#file.stat()).size;
  }

  async #append(chunk: Buffer): Promise<void> {
    if (this.#sizeBytes > 0 && this.#sizeBytes + chunk.length > this.#limitBytes) {
      await this.#file?.close();
      await rename(this.path, `${this.path}.1`);
      await this.#open();
    }
    await this.#file?.appendFile(chunk);
    this.#sizeBytes += chunk.length;
  }
}
