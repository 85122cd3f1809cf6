import type { AnyRoute } from '@tanstack/react-router';
import type { IconComponent } from '../ui/index.ts';

/** One entry of the command palette, as the palette of `ui/` takes it. */
export interface FeatureCommand {
  id: string;
  label: string;
  group: string;
  hint?: string;
  keywords?: readonly string[];
  shortcut?: string;
  offReason?: string;
  onRun: () => void;
}

/**
 * What a feature hands to the app: its place in the rail, its routes and its commands. Features don't import each other
 * or the app; they meet in app/features.ts, in the order of the rail.
 */
export interface Feature {
  readonly id: string;
  readonly rail?: {
    readonly label: string;
    readonly icon: IconComponent;
    readonly path: string;
  };
  /** Routes below the given root; `/customers`, `/customers/$id` … */
  routes(root: AnyRoute): AnyRoute[];
  /** A hook: commands may depend on where the operator is. */
  useCommands?(): FeatureCommand[];
}
