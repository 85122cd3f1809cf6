export interface ColumnLayout {
  readonly visibility: Record<string, boolean>;
  readonly order: string[];
  readonly sizing: Record<string, number>;
}

const nameOf = (key: string) => `headroom-table-${key}`;

function isLayout(value: unknown): value is ColumnLayout {
  if (typeof value !== 'object' || value === null) return false;
  const layout = value as Partial<Record<keyof ColumnLayout, unknown>>;
  return (
    typeof layout.visibility === 'object' &&
    layout.visibility !== null &&
    Array.isArray(layout.order) &&
    typeof layout.sizing === 'object' &&
    layout.sizing !== null
  );
}

/** A layout that can't be read is as good as none: it is a convenience, never data. */
export function readLayout(key: string | undefined): ColumnLayout | undefined {
  if (key === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(localStorage.getItem(nameOf(key)) ?? 'null');
    return isLayout(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export function writeLayout(key: string | undefined, layout: ColumnLayout): void {
  if (key === undefined) return;
  try {
    localStorage.setItem(nameOf(key), JSON.stringify(layout));
  } catch {
    // Storage is full or denied; the layout then lasts as long as the window.
  }
}
