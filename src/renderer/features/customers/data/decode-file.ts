export interface DecodedFile {
  readonly text: string;
  /** As people call it; said when it is not what is usual. */
  readonly encoding: 'UTF-8' | 'UTF-16' | 'Windows-1252';
}

/** Spreadsheets still write CSV in their own code pages; text that is not UTF-8 is read as the usual one of them. */
export function decodeFile(bytes: Uint8Array<ArrayBuffer>): DecodedFile {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return { text: new TextDecoder('utf-16le').decode(bytes), encoding: 'UTF-16' };
  if (first === 0xfe && second === 0xff) return { text: new TextDecoder('utf-16be').decode(bytes), encoding: 'UTF-16' };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'UTF-8' };
  } catch {
    return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'Windows-1252' };
  }
}
