export type Selection = ReadonlySet<string>;

export function toggled(selection: Selection, key: string): Selection {
  const next = new Set(selection);
  if (!next.delete(key)) next.add(key);
  return next;
}

/** The rows between two, both included, added to what is selected. Rows that have not arrived have no key yet. */
export function withRange(
  selection: Selection,
  from: number,
  to: number,
  keyAt: (index: number) => string | undefined,
): Selection {
  const next = new Set(selection);
  for (let index = Math.min(from, to); index <= Math.max(from, to); index++) {
    const key = keyAt(index);
    if (key !== undefined) next.add(key);
  }
  return next;
}
