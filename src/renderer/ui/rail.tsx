import './frame.css';
import type { IconComponent } from './icon.tsx';

export interface RailItem {
  readonly id: string;
  readonly label: string;
  readonly icon: IconComponent;
  readonly href: string;
  /** How many things there need someone; 0 shows nothing. */
  readonly attention?: number;
}

export interface RailProps {
  readonly items: readonly RailItem[];
  /** Kept at the foot: settings, and in development builds the gallery. */
  readonly foot?: readonly RailItem[];
  readonly current: string;
}

/** The tasks of the console, always all of them, always in the same order. */
export function Rail({ items, foot = [], current }: RailProps) {
  const link = (item: RailItem) => (
    <a key={item.id} href={item.href} aria-current={item.id === current ? 'page' : undefined}>
      <item.icon size={20} />
      <span>{item.label}</span>
      {item.attention ? (
        <span className="hr-rail-attention">
          {item.attention}
          <span className="hidden-text"> need attention</span>
        </span>
      ) : null}
    </a>
  );
  return (
    <nav className="hr-rail" aria-label="Tasks">
      {items.map(link)}
      <span className="grow" />
      {foot.map(link)}
    </nav>
  );
}
