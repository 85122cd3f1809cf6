// biome-ignore-all lint/a11y/noNoninteractiveTabindex: a canvas map is one stop; the arrow keys move within it.
/**
 * A heat grid of up to tens of thousands of cells: groups, racks, cells. Arrow keys move between neighbours,
 * Enter inspects, and the cell that has the focus is spoken by a live region, since a canvas has no elements.
 * Three canvases lie over each other: the cells, the labels, and the marks that follow the pointer and the keys.
 */
import './heat-grid.css';
import { useComputedColorScheme } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { type KeyboardEvent, type MouseEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { HeatCellText } from './cell-text.ts';
import { type HeatColours, readHeatColours } from './colours.ts';
import { HeatCard } from './heat-card.tsx';
import { cellRect, type HeatGroup, hitCell, layOutHeat } from './layout.ts';
import { nextCell } from './navigate.ts';
import { drawMarks } from './overlay.ts';
import { createHeatPainter, drawLabels, heatContextOptions } from './painter.ts';
import { css, readColours } from './probe.ts';

export interface HeatGridProps {
  /** "CPU busy of 1,200 hosts". */
  readonly label: string;
  readonly groups: readonly HeatGroup[];
  /** One a cell, numbered through the groups and racks; not a number where it is unknown. */
  readonly values: Float32Array;
  /** `cellStates` one a cell: unreachable and maintenance are drawn over the value. */
  readonly states?: Uint8Array;
  readonly min?: number;
  readonly max: number;
  readonly ramp?: 'heat' | 'diverging';
  readonly describe: (cell: number) => HeatCellText;
  readonly selected?: number | undefined;
  readonly onInspect?: (cell: number) => void;
  /** Cells that answer a search get an ink bracket. */
  readonly matches?: ReadonlySet<number>;
}

interface Paint {
  readonly colours: HeatColours;
  readonly focusColour: string;
}

export function HeatGrid(props: HeatGridProps) {
  const { groups, values, states, min = 0, max, ramp = 'heat', describe, selected = -1, onInspect, matches } = props;
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false });
  const { ref: sizeRef, width, height } = useElementSize();
  const base = useRef<HTMLCanvasElement>(null);
  const labels = useRef<HTMLCanvasElement>(null);
  const marks = useRef<HTMLCanvasElement>(null);
  const [paint, setPaint] = useState<Paint>();
  const [hovered, setHovered] = useState(-1);
  const [focused, setFocused] = useState(Math.max(0, selected));
  const [hasFocus, setHasFocus] = useState(false);
  const [spoken, setSpoken] = useState('');
  const layout = useMemo(() => layOutHeat(groups, Math.floor(width), Math.floor(height)), [groups, width, height]);
  const ratio = window.devicePixelRatio || 1;

  // The tokens answer differently in each scheme, so they are asked again when it changes.
  useEffect(() => {
    let current = true;
    const canvas = base.current?.parentElement;
    // Labels drawn before the font is there would keep the wrong one.
    void document.fonts.ready.then(() => {
      if (!current || !canvas) return;
      const [focus] = readColours(canvas, ['--focus']);
      setPaint({ colours: readHeatColours(canvas, ramp), focusColour: focus ? css(focus) : '' });
    });
    return () => {
      current = false;
    };
  }, [scheme, ramp]);

  const painter = useMemo(
    () => (paint && layout.width > 0 ? createHeatPainter(layout, paint.colours, ratio) : undefined),
    [layout, paint, ratio],
  );
  useEffect(() => {
    const context = base.current?.getContext('2d', heatContextOptions);
    if (context && painter) painter.paint(context, { values, states, min, max });
  }, [painter, values, states, min, max]);
  useEffect(() => {
    const context = labels.current?.getContext('2d');
    if (context && paint) drawLabels(context, layout, paint.colours, ratio);
  }, [layout, paint, ratio]);
  useEffect(() => {
    const context = marks.current?.getContext('2d');
    if (!context || !paint) return;
    const { focusColour } = paint;
    drawMarks(context, layout, paint.colours, ratio, { selected, focused, hovered, hasFocus, matches, focusColour });
  }, [layout, paint, ratio, selected, focused, hovered, hasFocus, matches]);

  const speak = (cell: number) => {
    const { name, value, detail } = describe(cell);
    setSpoken([name, value, detail].filter(Boolean).join(', '));
  };
  const cellAt = (event: MouseEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    return hitCell(layout, event.clientX - box.left, event.clientY - box.top);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const next = nextCell(layout, focused, event.key);
    if (next !== undefined) {
      setFocused(next);
      setHovered(-1);
      speak(next);
      const rect = cellRect(layout, next);
      const scroller = event.currentTarget.parentElement;
      if (rect && scroller) keepInSight(scroller, rect.y, rect.height);
    } else if (event.key === 'Enter') onInspect?.(focused);
    else if (event.key === 'Escape' && hovered >= 0) setHovered(-1);
    else return;
    event.preventDefault();
  };

  const shown = hovered >= 0 ? hovered : hasFocus ? focused : -1;
  const rect = cellRect(layout, shown);
  const size = { width: Math.round(layout.width * ratio), height: Math.round(layout.height * ratio) };
  const style = { width: layout.width, height: layout.height };
  return (
    <div className="hr-heat" ref={sizeRef}>
      <div
        role="application"
        aria-roledescription="heat map"
        aria-label={`${props.label}. Arrow keys move between cells, Enter inspects.`}
        className="hr-heat-map"
        style={style}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onFocus={() => {
          setHasFocus(true);
          if (layout.cellCount > 0) speak(focused);
        }}
        onBlur={() => setHasFocus(false)}
        onMouseMove={(event) => setHovered(cellAt(event))}
        onMouseLeave={() => setHovered(-1)}
        onClick={(event) => {
          const cell = cellAt(event);
          if (cell < 0) return;
          setFocused(cell);
          onInspect?.(cell);
        }}
      >
        <canvas ref={base} {...size} style={style} />
        <canvas ref={labels} {...size} style={style} />
        <canvas ref={marks} {...size} style={style} />
        {rect && shown >= 0 ? <HeatCard rect={rect} within={layout} text={describe(shown)} /> : null}
      </div>
      <div className="hidden-text" role="status">
        {hasFocus ? spoken : ''}
      </div>
    </div>
  );
}

function keepInSight(scroller: HTMLElement, top: number, height: number): void {
  if (top < scroller.scrollTop) scroller.scrollTop = top - 8;
  else if (top + height > scroller.scrollTop + scroller.clientHeight) {
    scroller.scrollTop = top + height + 8 - scroller.clientHeight;
  }
}
