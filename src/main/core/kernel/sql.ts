/** A statement takes at most 32,766 values; long lists go in pieces. */
export function* inChunks<Item>(items: readonly Item[], size: number): Generator<readonly Item[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}

/** For `like … escape '\'`: what the operator typed means itself, not a pattern. */
export const likePattern = (text: string): string => `%${text.replace(/[\\%_]/g, (character) => `\\${character}`)}%`;

/** An import touches thousands; a list shows the first and links to the rest by their own history. */
export const subjectsShown = 20;
