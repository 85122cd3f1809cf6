import './heat-grid.css';
import { divergingTokens, heatTokens } from './colours.ts';

export interface HeatTick {
  /** 0 at the low end, 1 at the high end. */
  readonly at: number;
  readonly label: string;
}

export interface HeatLegendProps {
  /** "CPU busy, mean of 1 min." The rest of the sentence is said by the legend. */
  readonly title: string;
  readonly ramp?: 'heat' | 'diverging';
  readonly ticks: readonly HeatTick[];
  /** How many cells are in each state, for those that occur. */
  readonly unreachable?: number;
  readonly maintenance?: number;
  readonly unknown?: number;
}

/** What the colours mean, and the shapes that are drawn over them. */
export function HeatLegend(props: HeatLegendProps) {
  const { title, ramp = 'heat', ticks, unreachable = 0, maintenance = 0, unknown = 0 } = props;
  const tokens = ramp === 'heat' ? heatTokens : divergingTokens;
  const gradient = `linear-gradient(to right, ${tokens.map((name) => `var(${name})`).join(', ')})`;
  return (
    <div className="hr-heat-legend">
      <div className="hr-heat-scale">
        <div className="small mid">
          {title} {ramp === 'heat' ? 'Stronger is more.' : 'Blue is below, brown above.'}
        </div>
        <div className="hr-heat-ramp" style={{ background: gradient }} />
        <div className="hr-heat-ticks">
          {ticks.map((tick) => (
            <span key={tick.at} style={{ left: `${tick.at * 100}%` }} data-edge={edge(tick.at)}>
              {tick.label}
            </span>
          ))}
        </div>
      </div>
      <ul className="hr-heat-shapes">
        {unreachable > 0 ? (
          <li>
            <svg viewBox="0 0 14 10" width="14" height="10" aria-hidden="true" className="hr-heat-lost">
              <path d="M0.75 0.75h12.5v8.5h-12.5zM4.5 2.5l5 5M9.5 2.5l-5 5" />
            </svg>
            Unreachable, {unreachable.toLocaleString('en-GB')}
          </li>
        ) : null}
        {maintenance > 0 ? (
          <li>
            <svg viewBox="0 0 14 10" width="14" height="10" aria-hidden="true">
              <path d="M0.5 0.5h13v9h-13zM0.5 9.5l9-9M4.5 9.5l9-9" />
            </svg>
            In maintenance, {maintenance.toLocaleString('en-GB')}
          </li>
        ) : null}
        {unknown > 0 ? (
          <li>
            <svg viewBox="0 0 14 10" width="14" height="10" aria-hidden="true">
              <path d="M0.5 0.5h13v9h-13z" />
            </svg>
            Unknown, {unknown.toLocaleString('en-GB')}
          </li>
        ) : null}
        <li>
          <svg viewBox="0 0 14 10" width="14" height="10" aria-hidden="true" className="hr-heat-selected">
            <path d="M1 1h12v8h-12z" />
          </svg>
          Selected
        </li>
      </ul>
    </div>
  );
}

function edge(at: number): 'start' | 'end' | undefined {
  if (at <= 0) return 'start';
  return at >= 1 ? 'end' : undefined;
}
