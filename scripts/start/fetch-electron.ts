import { execFile } from 'node:child_process';
import { lookup } from 'node:dns/promises';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type ElectronPackage, electronBinary } from './electron.ts';

const resolveTimeoutMs = 3_000;
const limits = { firstByteTimeoutMs: 10_000, stallTimeoutMs: 20_000 };
const unpackTimeoutMs = 120_000;

export type Fetched = { readonly ok: true; readonly binary: string } | { readonly ok: false; readonly reason: string };
export type Progress = { readonly transferred: number; readonly total: number | null; readonly percent: number };

type Downloader = {
  downloadArtifact(details: object): Promise<string>;
  initializeProxy(): void;
};
type ArtifactUtils = { getArtifactRemoteURL(details: object): Promise<string> };

/** The address the binary comes from, by the same rules (ELECTRON_MIRROR and its kin) as the download itself. */
export async function electronSource(electron: ElectronPackage): Promise<string> {
  const utils = (await import(getModule(electron, 'artifact-utils.js'))) as ArtifactUtils;
  return utils.getArtifactRemoteURL(artifact(electron));
}

/**
 * Electron's own install step in two parts: its downloader, which shows how far it is and can be bounded in time,
 * fills its cache (checked against the checksums in the package); then its install script unpacks from that cache.
 */
export async function fetchElectron(
  electron: ElectronPackage,
  source: string,
  onProgress: (progress: Progress) => void,
  { firstByteTimeoutMs, stallTimeoutMs } = limits,
): Promise<Fetched> {
  const host = new URL(source).hostname;
  if (!usesProxy() && !(await resolves(host))) return { ok: false, reason: `${host} can't be resolved` };
  const abort = new AbortController();
  let waiting = setTimeout(
    () => abort.abort(`${host} did not answer within ${firstByteTimeoutMs / 1000} s`),
    firstByteTimeoutMs,
  );
  const downloaded = await download(electron, host, abort.signal, (progress) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => abort.abort(`${host} sent nothing for ${stallTimeoutMs / 1000} s`), stallTimeoutMs);
    onProgress(progress);
  });
  clearTimeout(waiting);
  if (downloaded !== undefined) return { ok: false, reason: downloaded };
  const complaint = await unpack(electron);
  const binary = electronBinary(electron);
  if (complaint === undefined && binary !== undefined) return { ok: true, binary };
  return { ok: false, reason: `unpacking it failed: ${complaint ?? 'no binary came out'}` };
}

/** Undefined when the archive is in the cache; else what went wrong. */
async function download(
  electron: ElectronPackage,
  host: string,
  signal: AbortSignal,
  getProgressCallback: (progress: Progress) => void,
): Promise<string | undefined> {
  const { downloadArtifact, initializeProxy } = (await import(getModule(electron, 'index.js'))) as Downloader;
  if (usesProxy()) initializeProxy();
  try {
    await downloadArtifact({
      ...artifact(electron),
      checksums: process.env['electron_use_remote_checksums'] ? undefined : checksums(electron),
      cacheRoot: process.env['electron_config_cache'],
      downloadOptions: { quiet: true, signal, getProgressCallback },
    });
    return undefined;
  } catch (error) {
    return signal.aborted ? String(signal.reason) : whatWentWrong(error, host);
  }
}

/** Electron's own install script finds the archive in the cache, and unpacks it. */
function unpack(electron: ElectronPackage): Promise<string | undefined> {
  const script = join(electron.folder, 'install.js');
  return new Promise((resolve) => {
    execFile(process.execPath, [script], { timeout: unpackTimeoutMs }, (error, _, stderr) => {
      resolve(error === null ? undefined : (firstError(stderr) ?? error.message));
    });
  });
}

function firstError(stderr: string): string | undefined {
  return /^\w*Error: (.*)$/m.exec(stderr)?.[1];
}

function artifact(electron: ElectronPackage): object {
  return {
    version: `v${electron.version}`,
    artifactName: 'electron',
    platform: process.env['npm_config_platform'] ?? process.platform,
    arch: process.env['npm_config_arch'] ?? process.arch,
  };
}

function checksums(electron: ElectronPackage): unknown {
  return JSON.parse(readFileSync(join(electron.folder, 'checksums.json'), 'utf8'));
}

function getModule(electron: ElectronPackage, file: string): string {
  const index = createRequire(join(electron.folder, 'package.json')).resolve('@electron/get');
  return new URL(file, pathToFileURL(index)).href;
}

function usesProxy(): boolean {
  return ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'].some((name) => Boolean(process.env[name]));
}

async function resolves(host: string): Promise<boolean> {
  const waited = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => waited.resolve(false), resolveTimeoutMs);
  const found = lookup(host).then(
    () => true,
    () => false,
  );
  try {
    return await Promise.race([found, waited.promise]);
  } finally {
    clearTimeout(timer);
  }
}

function whatWentWrong(error: unknown, host: string): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  return cause instanceof Error ? `${host}: ${cause.message}` : (error.message.split('\n')[0] ?? error.message);
}
