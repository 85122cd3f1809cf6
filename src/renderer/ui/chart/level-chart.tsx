/**
 * Levels over time, in steps, under the ceiling line. recharts is used here and nowhere else; every colour is a
 * token, every chart has a table behind it, and nothing moves by itself.
 */
import './chart.css';
import { type ReactNode, useMemo, useState } from 'react';
import {
  Area,
  CartesianGrid,
  ComposedChart,
  ReferenceArea,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { Button } from '../button.tsx';
import { formatDate, formatThin, formatTime } from '../format.ts';
import { IconChartLine, IconTable } from '../icons.ts';
import { ChartTable } from './chart-table.tsx';
import { axisTicks, axisTop, chartRows, type LevelSeries, timeTicks } from './series.ts';

export interface ChartSpan {
  readonly fromMs: number;
  readonly toMs: number;
  /** "Full Tue 08–17". */
  readonly label: string;
}

export interface LevelChartProps {
  /** "Promised CPU, 7 days, at most 96,000 of 96,000 vCPU": what a picture would be described as. */
  readonly label: string;
  readonly timesMs: readonly number[];
  readonly series: readonly LevelSeries[];
  readonly unit: string;
  /** The true limit, in ink; the axis never ends at the data. */
  readonly ceiling?: { readonly value: number; readonly label: string };
  readonly floor?: { readonly value: number; readonly label: string };
  readonly nowMs?: number;
  /** Periods that someone should look at. */
  readonly spans?: readonly ChartSpan[];
  readonly heightPx?: number;
  readonly formatValue?: (value: number) => string;
}

export function LevelChart(props: LevelChartProps) {
  const { label, timesMs, series, unit, ceiling, floor, nowMs, spans = [], heightPx = 200 } = props;
  const format = props.formatValue ?? formatThin;
  const [asTable, setAsTable] = useState(false);
  const rows = useMemo(() => chartRows(timesMs, series), [timesMs, series]);
  const top = axisTop(series, ceiling?.value);
  const fromMs = timesMs[0] ?? 0;
  const toMs = timesMs.at(-1) ?? fromMs;
  const zoneOffsetMs = -new Date(fromMs).getTimezoneOffset() * 60_000;
  const days = toMs - fromMs > 3 * 86_400_000;
  const formatTick = (ms: number) => (days ? formatDate(ms) : formatTime(ms).slice(0, 5));
  return (
    <div className="hr-chart">
      <div className="hr-chart-bar">
        <ul className="hr-chart-key">
          {series.map((one) => (
            <li key={one.id}>
              <span className="hr-chart-swatch" data-style={one.style} />
              {one.label}
            </li>
          ))}
        </ul>
        <Button
          size="small"
          variant="quiet"
          icon={asTable ? IconChartLine : IconTable}
          onClick={() => setAsTable((shown) => !shown)}
        >
          {asTable ? 'Chart' : 'Table'}
        </Button>
      </div>
      {asTable ? (
        <ChartTable label={label} rows={rows} series={series} unit={unit} format={format} heightPx={heightPx} />
      ) : (
        <div className="hr-chart-drawing" role="img" aria-label={label} style={{ height: heightPx }}>
          <ResponsiveContainer width="100%" height="100%">
            <ComposedChart data={rows} margin={{ top: 6, right: 8, bottom: 0, left: 0 }} accessibilityLayer={false}>
              <defs>
                <pattern id="hr-chart-hatch" width="5" height="5" patternUnits="userSpaceOnUse">
                  <path d="M-1 6 6 -1M-1 1 1 -1M4 6 6 4" stroke="var(--cap-spot)" strokeWidth="1" />
                </pattern>
              </defs>
              <CartesianGrid vertical={false} syncWithTicks stroke="var(--line)" />
              <XAxis
                dataKey="atMs"
                type="number"
                scale="time"
                domain={[fromMs, toMs]}
                ticks={timeTicks(fromMs, toMs, 8, zoneOffsetMs)}
                tickFormatter={formatTick}
                tickLine={false}
                axisLine={{ stroke: 'var(--line-strong)' }}
                height={20}
              />
              <YAxis
                width={56}
                domain={[0, top]}
                ticks={axisTicks(top / 1.06)}
                tickFormatter={(value: number) => format(value)}
                tickLine={false}
                axisLine={false}
                allowDataOverflow
              />
              {spans.map((span) => (
                <ReferenceArea
                  key={span.fromMs}
                  x1={span.fromMs}
                  x2={span.toMs}
                  fill="var(--critical-mark)"
                  fillOpacity={0.16}
                  label={(place: LabelPlace) => <SpanLabel {...place} text={span.label} />}
                />
              ))}
              {series.map((one) => (
                <Area
                  key={one.id}
                  dataKey={one.id}
                  name={one.label}
                  type="stepAfter"
                  isAnimationActive={false}
                  connectNulls={false}
                  dot={false}
                  {...look[one.style]}
                />
              ))}
              {ceiling ? (
                <ReferenceLine
                  y={ceiling.value}
                  stroke="var(--ceiling)"
                  strokeWidth={2}
                  label={{ value: ceiling.label, position: 'insideTopLeft', className: 'hr-chart-word' }}
                />
              ) : null}
              {floor ? (
                <ReferenceLine
                  y={floor.value}
                  stroke="var(--ink-3)"
                  strokeDasharray="2 3"
                  label={{ value: floor.label, position: 'insideBottomLeft', className: 'hr-chart-word' }}
                />
              ) : null}
              {nowMs === undefined ? null : (
                <ReferenceLine
                  x={nowMs}
                  stroke="var(--accent)"
                  strokeWidth={2}
                  label={{ value: 'Now', position: 'insideBottomLeft', className: 'hr-chart-now' }}
                />
              )}
              <Tooltip
                isAnimationActive={false}
                cursor={{ stroke: 'var(--ink-3)', strokeDasharray: '2 2' }}
                content={({ active, label: at, payload }) =>
                  active && typeof at === 'number' ? (
                    <Reading atMs={at}>
                      {payload.map((one) => (
                        <div key={String(one.dataKey)}>
                          {one.name}: <b>{typeof one.value === 'number' ? format(one.value) : '–'}</b> {unit}
                        </div>
                      ))}
                    </Reading>
                  ) : null
                }
              />
            </ComposedChart>
          </ResponsiveContainer>
        </div>
      )}
    </div>
  );
}

const look = {
  measured: { fill: 'var(--cap-owner)', fillOpacity: 0.22, stroke: 'var(--cap-owner)', strokeWidth: 1.5 },
  promised: { fill: 'none', stroke: 'var(--cap-idle-line)', strokeWidth: 1.5 },
  line: { fill: 'none', stroke: 'var(--accent)', strokeWidth: 2 },
  hatched: { fill: 'url(#hr-chart-hatch)', fillOpacity: 1, stroke: 'var(--cap-spot)', strokeWidth: 1 },
} as const;

interface LabelPlace {
  readonly viewBox?: { readonly x?: number; readonly y?: number; readonly width?: number };
}

/** Beside its span and under the ceiling; on the other side where the span ends near the edge. */
function SpanLabel({ viewBox, text }: LabelPlace & { readonly text: string }) {
  const { x = 0, y = 0, width = 0 } = viewBox ?? {};
  const [ref, setRef] = useState<SVGTextElement | null>(null);
  const drawingWidth = ref?.ownerSVGElement?.clientWidth ?? Number.POSITIVE_INFINITY;
  const isTight = x + width + 6 + (ref?.getComputedTextLength() ?? 0) > drawingWidth;
  const place = isTight ? ({ x: x - 6, textAnchor: 'end' } as const) : { x: x + width + 6 };
  return (
    <text ref={setRef} className="hr-chart-alarm" {...place} y={y + 28}>
      {text}
    </text>
  );
}

function Reading({ atMs, children }: { readonly atMs: number; readonly children: ReactNode }) {
  return (
    <div className="hr-chart-reading">
      <div className="num">
        {formatDate(atMs)}, {formatTime(atMs)}
      </div>
      {children}
    </div>
  );
}
