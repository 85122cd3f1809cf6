import { href, paths } from '../data/paths.ts';

export interface CrumbsProps {
  readonly name: string;
  /** What is done with it, where that is not plain to see: "Edit". */
  readonly doing?: string;
}

/** "Customers › Tindra Labs": the name, and the way back. */
export function Crumbs({ name, doing }: CrumbsProps) {
  return (
    <span className="cu-crumbs" title={name}>
      <a href={href(paths.list)}>Customers</a>
      <span className="dim"> › </span>
      {name}
      {doing === undefined ? null : <span className="mid">, {doing}</span>}
    </span>
  );
}
