export interface KeyValue {
  readonly key: string;
  readonly value: string;
}

export type ParsedTag = { readonly ok: true; readonly tag: KeyValue } | { readonly ok: false; readonly reason: string };

const maxKeyLength = 64;
const maxValueLength = 256;
const keyPattern = /^[\p{L}\p{N}][\p{L}\p{N}._:/-]*$/u;

/** "team=physics" as a tag, or why it is none. The value may be empty and may itself contain "=". */
export function parseTag(text: string): ParsedTag {
  const trimmed = text.trim();
  const at = trimmed.indexOf('=');
  if (at === -1) return { ok: false, reason: 'A tag is key=value, such as team=physics.' };
  const key = trimmed.slice(0, at).trim();
  const value = trimmed.slice(at + 1).trim();
  if (key === '') return { ok: false, reason: 'The key before = is empty.' };
  if (key.length > maxKeyLength) {
    return { ok: false, reason: `The key has ${key.length} characters, at most ${maxKeyLength} are kept.` };
  }
  if (!keyPattern.test(key)) {
    return { ok: false, reason: 'A key starts with a letter or digit; then also . _ : / and - are allowed.' };
  }
  if (value.length > maxValueLength) {
    return { ok: false, reason: `The value has ${value.length} characters, at most ${maxValueLength} are kept.` };
  }
  return { ok: true, tag: { key, value } };
}

/** Tags with this one set: a key is there once, and tags stay in the order of their keys. */
export function withTag(tags: readonly KeyValue[], tag: KeyValue): KeyValue[] {
  return [...tags.filter((one) => one.key !== tag.key), tag].sort((a, b) => (a.key < b.key ? -1 : 1));
}

export function withoutTag(tags: readonly KeyValue[], key: string): KeyValue[] {
  return tags.filter((one) => one.key !== key);
}
