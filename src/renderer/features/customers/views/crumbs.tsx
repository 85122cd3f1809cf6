import { href, paths } from '../data/paths.ts';

/** "Customers › Tindra Labs": the name, and the way back. */
export function Crumbs({ name }: { readonly name: string }) {
  return (
    <span className="cu-crumbs" title={name}>
      <a href={href(paths.list)}>Customers</a>
      <span className="dim"> › </span>
      {name}
    </span>
  );
}
