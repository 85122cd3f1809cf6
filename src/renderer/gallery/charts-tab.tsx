import { BarList, CapacityBar, LevelChart, type LevelSeries, Panel, Sparkline } from '../ui/index.ts';
import { seeded } from './sample-rows.ts';

const hourMs = 3_600_000;
const nowMs = Date.UTC(2026, 10, 20, 13, 32, 7);

const weekHours = Array.from({ length: 24 * 8 }, (_, hour) => nowMs - 24 * hourMs + hour * hourMs);
const random = seeded(9);
const dayShape = (ms: number) => Math.max(0, Math.sin(((new Date(ms).getUTCHours() - 5) / 14) * Math.PI));
const measured = weekHours.map((ms) =>
  ms <= nowMs ? Math.round((0.42 + 0.2 * dayShape(ms) + random() * 0.04) * 96_000) : null,
);
const promised = weekHours.map((ms) => {
  if (ms < nowMs - hourMs) return null;
  const isFull = ms >= Date.UTC(2026, 10, 24, 7) && ms < Date.UTC(2026, 10, 24, 16);
  return isFull ? 96_000 : Math.round((0.36 + 0.22 * dayShape(ms)) * 40) * 2400;
});
const ahead: readonly LevelSeries[] = [
  { id: 'measured', label: 'Measured use', style: 'measured', values: measured },
  { id: 'promised', label: 'Promised by reservations', style: 'promised', values: promised },
];

const fiveMinutes = Array.from({ length: 288 }, (_, step) => nowMs - 24 * hourMs + step * 300_000);
let price = 0.0134;
const prices = fiveMinutes.map((_, step) => {
  price = Math.max(
    0.009,
    price + (random() - 0.51) * 0.0004 + (step === 190 ? 0.009 : 0) - (step > 190 && step < 202 ? 0.0006 : 0),
  );
  return Math.round(price * 10_000) / 10_000;
});
const market: readonly LevelSeries[] = [{ id: 'price', label: 'Cleared price', style: 'line', values: prices }];

const supplyValues = fiveMinutes.map(
  (_, step) => 4800 + Math.round(400 * Math.sin(step / 40)) - (step > 190 && step < 202 ? 1900 : 0),
);
const supply: readonly LevelSeries[] = [
  { id: 'supply', label: 'Supply offered', style: 'hatched', values: supplyValues },
];

/** Levels under their ceiling, prices in steps, and a table behind each. */
export function ChartsTab() {
  return (
    <div className="gallery-grid">
      <div className="gallery-8">
        <Panel title="Headroom ahead" meta="vCPU, a day back and 7 days ahead">
          <LevelChart
            label="vCPU measured since yesterday and promised for 7 days; full on Tue 24 Nov, 08:00 to 17:00"
            timesMs={weekHours}
            series={ahead}
            unit="vCPU"
            ceiling={{ value: 96_000, label: 'All 96,000 vCPU' }}
            nowMs={nowMs}
            spans={[{ fromMs: Date.UTC(2026, 10, 24, 7), toMs: Date.UTC(2026, 10, 24, 16), label: 'Full Tue 08–17' }]}
            heightPx={240}
          />
        </Panel>
      </div>
      <div className="gallery-4">
        <Panel title="Order book" meta="vCPU by bid, summed from the top">
          <BarList
            label="Demand by bid"
            unit="vCPU"
            ceiling={4800}
            items={[
              { id: '200', label: '€0.0200', value: 340 },
              { id: '180', label: '€0.0180', value: 960 },
              { id: '160', label: '€0.0160', value: 1610 },
              { id: '150', label: '€0.0150', value: 2490 },
              { id: '145', label: '€0.0145', value: 3510 },
              { id: '142', label: '€0.0142', value: 4800, tone: 'marked' },
              { id: '139', label: '€0.0139', value: 5080, tone: 'faint' },
              { id: '135', label: '€0.0135', value: 5720, tone: 'faint' },
            ]}
          />
          <p className="small mid">Line: supply 4,800 vCPU, met at €0.0142.</p>
        </Panel>
      </div>
      <div className="gallery-6">
        <Panel title="Spot price" meta="standard pool, cleared every 5 min">
          <LevelChart
            label="Spot price of the standard pool over 24 h, between €0.0090 and €0.0240 per vCPU-hour"
            timesMs={fiveMinutes}
            series={market}
            unit="€ per vCPU-h"
            ceiling={{ value: 0.024, label: 'On-demand €0.0240, the ceiling of this market' }}
            floor={{ value: 0.009, label: 'Floor €0.0090' }}
            formatValue={(value) => value.toFixed(4)}
            heightPx={200}
          />
        </Panel>
      </div>
      <div className="gallery-6">
        <Panel title="Supply" meta="can be taken back">
          <LevelChart
            label="Spot supply over 24 h, about 4,800 vCPU, 1,900 less around 06:00"
            timesMs={fiveMinutes}
            series={supply}
            unit="vCPU"
            heightPx={200}
          />
        </Panel>
      </div>
      <div className="gallery-4">
        <Panel title="Small histories">
          <div className="col">
            <Sparkline values={prices.slice(-60)} label="Spot price, last 5 h, now €0.0142" heightPx={24} />
            <Sparkline
              values={measured.filter((value) => value !== null)}
              ceiling={96_000}
              fill
              label="CPU, last 24 h"
            />
            <CapacityBar
              thin
              label="Licences"
              unit="seats"
              ceiling={40}
              parts={[
                { kind: 'demand', value: 22 },
                { kind: 'idle', value: 6 },
              ]}
            />
          </div>
        </Panel>
      </div>
    </div>
  );
}
