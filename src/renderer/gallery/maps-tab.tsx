import { useEffect, useMemo, useState } from 'react';
import {
  Button,
  cellStates,
  formatPercent,
  HeatGrid,
  type HeatGroup,
  HeatLegend,
  Panel,
  SegmentedControl,
} from '../ui/index.ts';
import { seeded } from './sample-rows.ts';

type Size = 'small' | 'large';

const shapes: Record<Size, readonly { label: string; racks: number; hosts: number }[]> = {
  small: [
    { label: 'Room A', racks: 24, hosts: 20 },
    { label: 'Room B', racks: 22, hosts: 20 },
    { label: 'Room C', racks: 14, hosts: 20 },
  ],
  large: [
    { label: 'Oslo 1', racks: 96, hosts: 42 },
    { label: 'Bergen 2', racks: 82, hosts: 42 },
    { label: 'Tromsø 1', racks: 60, hosts: 42 },
  ],
};

function sampleMap(size: Size, round: number) {
  const groups: HeatGroup[] = [];
  const values: number[] = [];
  const states: number[] = [];
  const names: string[] = [];
  const random = seeded(42 + round);
  shapes[size].forEach((shape, at) => {
    let sum = 0;
    for (let rack = 0; rack < shape.racks; rack++) {
      const level = 0.25 + 0.55 * seeded(rack * 31 + at)();
      for (let host = 0; host < shape.hosts; host++) {
        const value = Math.min(1, Math.max(0, level + (random() - 0.5) * 0.5));
        sum += value;
        values.push(value);
        const inMaintenance = at === 1 && rack === 8 && host > 11 && host < 16;
        const lost = at === 1 && rack === 13 && host === 6;
        states.push(inMaintenance ? cellStates.maintenance : lost ? cellStates.unreachable : cellStates.ordinary);
        const letter = 'abc'.charAt(at);
        names.push(`${letter}${String(rack + 1).padStart(2, '0')}-${String(host + 1).padStart(2, '0')}`);
      }
    }
    const count = shape.racks * shape.hosts;
    groups.push({
      id: shape.label,
      label: shape.label,
      note: `${shape.racks} racks, ${count.toLocaleString('en-GB')} hosts, mean ${formatPercent(sum / count, 0)}`,
      racks: Array.from({ length: shape.racks }, (_, rack) => ({
        id: `${shape.label}-${rack}`,
        label: String(rack + 1).padStart(2, '0'),
        cellCount: shape.hosts,
      })),
    });
  });
  return { groups, names, values: Float32Array.from(values), states: Uint8Array.from(states) };
}

/** The heat grid at 1,200 and at about 10,000 hosts, still or with every host measured anew each second. */
export function MapsTab({ onInspect }: { readonly onInspect: (name: string) => void }) {
  const [size, setSize] = useState<Size>('small');
  const [round, setRound] = useState(0);
  const [live, setLive] = useState(false);
  const [selected, setSelected] = useState<number>(16 * 20 + 8);
  // The layout hangs on the groups, so they must stay the same object while only values change.
  const shape = useMemo(() => sampleMap(size, 0), [size]);
  const { values } = useMemo(() => sampleMap(size, round), [size, round]);
  const { groups, names, states } = shape;
  useEffect(() => {
    if (!live) return;
    const timer = setInterval(() => setRound((one) => one + 1), 1000);
    return () => clearInterval(timer);
  }, [live]);
  const matches = useMemo(
    () => new Set(size === 'small' ? Array.from({ length: 40 }, (_, index) => 16 * 20 + index) : []),
    [size],
  );
  return (
    <div className="col gallery-map">
      <div className="row">
        <SegmentedControl
          label="Size"
          value={size}
          onChange={setSize}
          options={[
            { value: 'small', label: '1,200 hosts' },
            { value: 'large', label: '9,996 hosts' },
          ]}
        />
        <Button onClick={() => setLive((on) => !on)}>{live ? 'Hold' : 'Measure each second'}</Button>
      </div>
      <HeatLegend
        title="CPU busy, mean of 1 min."
        unreachable={1}
        maintenance={4}
        ticks={[
          { at: 0, label: '0' },
          { at: 0.25, label: '25' },
          { at: 0.5, label: '50' },
          { at: 0.75, label: '75' },
          { at: 1, label: '100 %' },
        ]}
      />
      <Panel title="Hosts" meta={`${values.length.toLocaleString('en-GB')} hosts, measured 2 s ago`} flush>
        <HeatGrid
          label={`CPU busy of ${values.length.toLocaleString('en-GB')} hosts`}
          groups={groups}
          values={values}
          states={states}
          max={1}
          matches={matches}
          selected={selected}
          onInspect={(cell) => {
            setSelected(cell);
            onInspect(names[cell] ?? '');
          }}
          describe={(cell) => ({
            name: names[cell] ?? '',
            value: states[cell] === cellStates.unreachable ? 'unknown' : formatPercent(values[cell] ?? 0, 0),
            detail: states[cell] === cellStates.maintenance ? 'in maintenance' : 'measured 2 s ago',
          })}
        />
      </Panel>
    </div>
  );
}
