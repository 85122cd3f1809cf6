import { keyCaps } from './shortcut.ts';

/** A shortcut written as key caps: `mod+K` is Ctrl K, and ⌘ K on a Mac. */
export function Kbd({ keys }: { readonly keys: string }) {
  return (
    <span className="hr-kbds" aria-hidden="true">
      {keyCaps(keys).map((cap) => (
        <kbd className="hr-kbd" key={cap}>
          {cap}
        </kbd>
      ))}
    </span>
  );
}
