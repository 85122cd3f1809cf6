import type { ComponentType, SVGProps } from 'react';

export interface IconProps {
  /** Edge in pixels: 16 in text and buttons, 18 in the top bar, 20 in the rail. */
  readonly size?: number;
  /** Named only when the icon stands alone; beside a word it is decoration. */
  readonly label?: string;
  readonly className?: string;
}

export type IconComponent = ComponentType<IconProps>;

type TablerComponent = ComponentType<
  Omit<SVGProps<SVGSVGElement>, 'stroke'> & { size?: number | string; stroke?: number | string }
>;

/** Gives a Tabler icon the size, stroke and hiding rules of the console. */
export function sized(Tabler: TablerComponent): IconComponent {
  return function Icon({ size = 16, label, className }: IconProps) {
    const named =
      label === undefined ? ({ 'aria-hidden': true } as const) : { role: 'img' as const, 'aria-label': label };
    return (
      <Tabler
        size={size}
        stroke={size > 16 ? 1.5 : 1.6}
        className={className ? `hr-icon ${className}` : 'hr-icon'}
        {...named}
      />
    );
  };
}
