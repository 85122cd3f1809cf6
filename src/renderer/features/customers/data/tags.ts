import type { KeyValue } from '../../../ui/index.ts';

/** The contract keeps tags as a record, the editor as a list in the order of their keys. */
export const toTagList = (tags: Readonly<Record<string, string>>): KeyValue[] =>
  Object.entries(tags)
    .map(([key, value]) => ({ key, value }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));

export const toTagRecord = (tags: readonly KeyValue[]): Record<string, string> =>
  Object.fromEntries(tags.map(({ key, value }) => [key, value]));

export const tagText = ({ key, value }: KeyValue): string => (value === '' ? key : `${key}=${value}`);
