import type { Refusal } from '../../../../shared/refusal.ts';
import { damagedCatalog } from '../../kernel/index.ts';

const byCode: [
  prefix: string,
  refusal: Omit<Refusal, 'reasons' | 'message'> & { message: (path: string) => string },
][] = [
  [
    'SQLITE_FULL',
    {
      code: 'catalog.disk-full',
      message: (path) =>
        `The disk that holds ${path} is full. This change was not made; what was saved before is intact.`,
      whatToDo: 'Free some space on that disk, then repeat the change. Headroom need not be restarted.',
    },
  ],
  [
    'SQLITE_READONLY',
    {
      code: 'catalog.read-only',
      message: (path) => `${path} can't be written. This change was not made.`,
      whatToDo: 'Give this user write permission to the file and its folder, or choose another folder with --data-dir.',
    },
  ],
  [
    'SQLITE_CANTOPEN',
    {
      code: 'catalog.not-opened',
      message: (path) => `${path} can't be opened.`,
      whatToDo: 'Check that the folder exists and that this user may write in it, or choose another with --data-dir.',
    },
  ],
  [
    'SQLITE_IOERR',
    {
      code: 'catalog.disk-failed',
      message: (path) => `The disk failed while using ${path}. This change was not made.`,
      whatToDo:
        'Check the disk (dmesg, SMART), then restart Headroom. If it happens again, restore the latest backup on another disk: --data-dir there, --restore and the path of the backup.',
    },
  ],
  [
    'SQLITE_NOTADB',
    {
      code: 'catalog.not-a-catalog',
      message: (path) => `${path} is not a Headroom catalog. It was left as it is.`,
      whatToDo: 'Move the file away, or choose another folder with --data-dir.',
    },
  ],
  [
    'SQLITE_BUSY',
    {
      code: 'catalog.busy',
      message: (path) => `Another program holds ${path} locked. This change was not made.`,
      whatToDo: 'Close the other program (a database browser, a backup tool), then repeat the change.',
    },
  ],
];

/** Turns what the database reports about its surroundings into an answer; anything else stays a defect. */
export function explainFailure(error: unknown, path: string): Refusal | undefined {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (code.startsWith('SQLITE_CORRUPT')) return damagedCatalog(path, [`The database said: ${code}.`]);
  for (const [prefix, refusal] of byCode) {
    if (code.startsWith(prefix)) {
      return { ...refusal, message: refusal.message(path), reasons: [`The database said: ${code}.`] };
    }
  }
  return undefined;
}

/** The same for what the system says about the folder. */
export function explainSystem(error: unknown, folder: string): Refusal | undefined {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const why: Record<string, string> = {
    EACCES: 'this user may not write there',
    EPERM: 'this user may not write there',
    EROFS: 'it is on a read-only file system',
    ENOSPC: 'its disk is full',
    ENOTDIR: 'part of that path is a file',
  };
  const reason = why[code];
  return reason === undefined
    ? undefined
    : {
        code: code === 'ENOSPC' ? 'catalog.disk-full' : 'catalog.read-only',
        message: `The data folder ${folder} can't be used: ${reason}. Nothing was changed.`,
        reasons: [`The system said: ${code}.`],
        whatToDo: 'Mend that, or choose another folder with --data-dir.',
      };
}
