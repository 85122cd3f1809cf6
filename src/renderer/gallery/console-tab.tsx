/**
 * One page of the gallery: each component once in every state, in the order of the visual direction. It grows with
 * the design system, not with logic.
 */
import { useState } from 'react';
import { IconServer2 } from '../ui/icons.ts';
import {
  ActionButton,
  ActionMenu,
  Button,
  CapacityBar,
  CapacityKey,
  CheckField,
  ConfirmDialog,
  EmptyState,
  ErrorNote,
  Facts,
  Form,
  FormRow,
  Kbd,
  Note,
  NumberField,
  openPalette,
  Panel,
  Progress,
  RefusalNote,
  SegmentedControl,
  SelectField,
  Sparkline,
  Status,
  SwitchField,
  Tag,
  TagEditor,
  TextField,
  toast,
  WhyList,
} from '../ui/index.ts';
import { sampleActions } from './sample-actions.ts';
import { seeded } from './sample-rows.ts';

const random = seeded(31);
const history = Array.from({ length: 96 }, (_, i) => 45 + 24 * Math.sin((i - 20) / 12) + random() * 12);

/** Buttons, fields, words: every state of what a page is made of. */
export function ConsoleTab() {
  const [asking, setAsking] = useState(false);
  const [period, setPeriod] = useState<'6' | '24' | '7'>('24');
  const [tags, setTags] = useState([
    { key: 'room', value: 'B' },
    { key: 'team', value: 'physics' },
  ]);
  return (
    <div className="gallery-grid">
      <div className="gallery-5">
        <Panel title="Buttons">
          <div className="col">
            <div className="row wrap">
              <Button variant="primary" shortcut="N">
                Place bid
              </Button>
              <Button
                onClick={() => toast({ title: 'Drain of b14-06 began', detail: '31 instances move, about 9 min.' })}
              >
                Drain host
              </Button>
              <Button variant="quiet">Show all</Button>
              <Button variant="danger" onClick={() => setAsking(true)}>
                Remove host
              </Button>
            </div>
            <div className="row wrap">
              <Button className="is-focus">Focused</Button>
              <Button size="small">Small</Button>
              <Button disabledReason="i-7f2c41 has a GPU passed through">Migrate</Button>
            </div>
            <div className="row wrap">
              {sampleActions.map((action) => (
                <ActionButton key={action.id} action={action} subject="b14-06" showShortcut />
              ))}
              <ActionMenu actions={sampleActions} subject="b14-06" label="Actions for b14-06" />
            </div>
            <div className="row wrap">
              <SegmentedControl
                label="Period"
                value={period}
                onChange={setPeriod}
                options={[
                  { value: '6', label: '6 h' },
                  { value: '24', label: '24 h' },
                  { value: '7', label: '7 d' },
                ]}
              />
              <Button size="small" variant="quiet" onClick={openPalette}>
                Palette
              </Button>
              <Kbd keys="mod+K" />
              <Kbd keys="shift+D" />
              <Kbd keys="ArrowUp+ArrowDown" />
            </div>
          </div>
        </Panel>
      </div>
      <div className="gallery-4">
        <Panel title="Fields">
          <Form onSubmit={() => undefined} label="Sample form">
            <FormRow>
              <NumberField label="Maximum price" defaultValue={0.0145} unit="€/vCPU-h" hint="Market is at €0.0142" />
              <TextField
                label="Memory"
                defaultValue="20"
                unit="GiB"
                error="standard.large has 16 GiB. Choose memory.large or enter 16 or less."
              />
            </FormRow>
            <FormRow>
              <SelectField
                label="Host class"
                data={[
                  'Any that fits',
                  'Standard',
                  'High-CPU',
                  { value: 'gpu', label: 'Cluster GPU, full', disabled: true },
                ]}
                defaultValue="Any that fits"
              />
              <TextField label="Name" placeholder="met-batch" disabled />
            </FormRow>
            <div className="row wrap">
              <CheckField label="Lend idle" defaultChecked />
              <CheckField label="Save to disk" />
              <SwitchField label="Notify" defaultChecked />
            </div>
            <TagEditor tags={tags} onChange={setTags} />
          </Form>
        </Panel>
      </div>
      <div className="gallery-3">
        <Panel title="Status: shape, word, then colour">
          <div className="gallery-two">
            <Status kind="running" label="Running" />
            <Status kind="attention" label="Needs attention" />
            <Status kind="idle" label="Idle" />
            <Status kind="failed" label="Failed" />
            <Status kind="stopped" label="Stopped" />
            <Status kind="unreachable" label="Unreachable" />
            <Status kind="working" label="Migrating, 42 %" />
            <Status kind="lent" label="Lent until 21:50" />
            <Status kind="held" label="Held by Ingrid" />
            <span className="row">
              <Tag>Spot</Tag>
              <Tag tone="caution">Notice</Tag>
              <Tag tone="critical">Late</Tag>
            </span>
          </div>
          <div className="col" style={{ marginTop: 12 }}>
            <Note
              title="2 requests wait, oldest 3 days"
              tone="caution"
              actions={<Button size="small">Answer</Button>}
            />
            <Note title="Prices change on 1 Dec">Hours already used keep their price.</Note>
          </div>
        </Panel>
      </div>
      <div className="gallery-4">
        <Panel title="Empty, and what to do next">
          <EmptyState
            icon={IconServer2}
            title="No hosts in room D yet"
            actions={
              <>
                <Button variant="primary">Enroll a host</Button>
                <Button>From SSH config, 6</Button>
              </>
            }
          >
            Give an address such as root@d01-01 and press Enroll. Headroom shows its host key, checks 14 things, repairs
            what it can, and changes nothing you did not see.
          </EmptyState>
        </Panel>
      </div>
      <div className="gallery-4">
        <Panel title="Error, and what to do">
          <ErrorNote
            title={
              <>
                Layer was not copied to <span className="mono">b03-11</span>
              </>
            }
            why={
              <>
                The pool <span className="mono">vg-images</span> has 0.4 GiB free and needs 1.3 GiB.
              </>
            }
            unchanged="Nothing was changed."
            next="Remove 3 unused layers (4.1 GiB), or pick another host."
            actions={
              <>
                <Button size="small">Remove unused</Button>
                <Button size="small">Pick host</Button>
              </>
            }
            code="layer.pool-full, op 77120"
          />
        </Panel>
      </div>
      <div className="gallery-4">
        <Panel title="Refusal, and the nearest that works">
          <RefusalNote
            title="Does not fit"
            reasons={[
              'From 08:00 to 17:00, 52 of 52 cluster GPU hosts are promised to others.',
              'Before that 32 are free, after it 28.',
            ]}
            nearest="Wed 25 Nov, 00:00 to 16:00 fits, same price: €1,145.60."
            actions={
              <>
                <Button size="small">Reserve Wed 25 Nov</Button>
                <Button size="small">Wait for room</Button>
              </>
            }
            code="calendar.full, reserve v7"
          />
        </Panel>
      </div>
      <div className="gallery-6">
        <Panel title="Capacity under its ceiling" meta="guaranteed but idle, and free; measured 2 s ago">
          <div className="gallery-capacity">
            <div>
              <div className="strong">CPU</div>
              <div className="tiny dim">96,000 vCPU</div>
            </div>
            <CapacityBar
              label="CPU"
              unit="vCPU"
              ceiling={96000}
              mark
              parts={[
                { kind: 'owner', value: 24960 },
                { kind: 'demand', value: 25920 },
                { kind: 'spot', value: 6720 },
                { kind: 'lent', value: 9120 },
                { kind: 'idle', value: 6240 },
              ]}
            />
            <div className="right">
              <div className="figure">29,280</div>
              <div className="tiny dim">vCPU, 30.5 %</div>
            </div>
            <div>
              <div className="strong">GPU</div>
              <div className="tiny dim">52 cards</div>
            </div>
            <CapacityBar
              label="GPU"
              unit="cards"
              ceiling={52}
              mark
              parts={[
                { kind: 'owner', value: 30 },
                { kind: 'lent', value: 18 },
                { kind: 'demand', value: 8 },
              ]}
            />
            <div className="right">
              <div className="figure">0</div>
              <div className="tiny critical">4 over the ceiling</div>
            </div>
          </div>
          <CapacityKey />
          <div style={{ marginTop: 12 }}>
            <Sparkline values={history} ceiling={100} fill label="CPU, last 24 h, now 62 %" />
          </div>
        </Panel>
      </div>
      <div className="gallery-6">
        <Panel title="Progress, facts, decisions">
          <div className="gallery-columns">
            <div className="col" style={{ gap: 12 }}>
              <Progress
                title="Copying debian-13.2 to 6 hosts"
                fraction={0.71}
                remaining="about 40 s left"
                detail="4 verified, 2 at 118 MiB/s. Cancelling keeps the 4."
                onCancel={() => undefined}
              />
              <Progress title="Reading inventory of c07-03" remaining="11 s so far" />
              <Facts
                facts={[
                  { label: 'CPU', value: '2 × 48 cores, 87 % busy' },
                  { label: 'Memory', value: '1,024 GiB, 742 GiB given', measured: 'measured 2 s ago' },
                  { label: 'Clock', value: undefined },
                ]}
              />
            </div>
            <WhyList
              decisions={[
                {
                  id: '1',
                  title: '3 cards lent to the general pool',
                  reasons:
                    "Aurora's programs used none of them for 46 min. Its contract allows lending after 30 min; it earns 60 %.",
                  replay: '14:18:03 lend-idle v5, seed 8821',
                  onOpen: () => undefined,
                },
                {
                  id: '2',
                  title: 'Not chosen for R-2291',
                  reasons: 'High-CPU only; a GPU host would leave 8 cards idle.',
                  replay: '11:02:44 reserve v7',
                },
              ]}
            />
          </div>
        </Panel>
      </div>
      <ConfirmDialog
        opened={asking}
        title="Remove host c07-03?"
        name="c07-03"
        nameLabel="Type the host's name to remove it"
        safeLabel="Keep host"
        confirmLabel="Remove host"
        consequences={[
          { id: 'instances', kind: 'running', text: 'No instance runs on it' },
          { id: 'reservations', kind: 'running', text: 'No reservation needs it' },
          { id: 'layers', kind: 'attention', text: '2 cached layers have no other copy in room C' },
        ]}
        onConfirm={() => setAsking(false)}
        onClose={() => setAsking(false)}
      >
        It leaves the catalog and its pools. Its disks are not touched, and it can be enrolled again.
      </ConfirmDialog>
    </div>
  );
}
