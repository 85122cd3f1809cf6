import './gallery.css';
import { useState } from 'react';
import {
  IconArrowsExchange,
  IconHistory,
  IconLayoutDashboard,
  IconNetwork,
  IconReceipt,
  IconSelector,
  IconServer2,
  IconSettings,
  IconStack2,
  IconUsers,
} from '../ui/icons.ts';
import {
  ActionButton,
  AppFrame,
  actionsAsCommands,
  Button,
  CapacityBar,
  CapacityKey,
  CommandPalette,
  type InboxItem,
  Inspector,
  JobTray,
  NotificationInbox,
  openPalette,
  Page,
  PageHead,
  Rail,
  Sparkline,
  Status,
  StatusLine,
  Tag,
  ThemeSwitch,
  TimeControl,
  type TimeMode,
  TopBar,
} from '../ui/index.ts';
import { ChartsTab } from './charts-tab.tsx';
import { ConsoleTab } from './console-tab.tsx';
import { MapsTab } from './maps-tab.tsx';
import { sampleActions } from './sample-actions.ts';
import { seeded } from './sample-rows.ts';
import { TablesTab } from './tables-tab.tsx';

const views = [
  { id: 'console', label: 'Console' },
  { id: 'tables', label: 'Tables' },
  { id: 'charts', label: 'Charts' },
  { id: 'maps', label: 'Maps' },
];

const tasks = [
  { id: 'overview', label: 'Overview', icon: IconLayoutDashboard, href: '#/gallery' },
  { id: 'capacity', label: 'Capacity', icon: IconServer2, href: '#/gallery' },
  { id: 'workloads', label: 'Workloads', icon: IconStack2, href: '#/gallery', attention: 2 },
  { id: 'network', label: 'Network', icon: IconNetwork, href: '#/gallery' },
  { id: 'customers', label: 'Customers', icon: IconUsers, href: '#/gallery' },
  { id: 'market', label: 'Market', icon: IconArrowsExchange, href: '#/gallery' },
  { id: 'money', label: 'Money', icon: IconReceipt, href: '#/gallery' },
  { id: 'activity', label: 'Activity', icon: IconHistory, href: '#/gallery' },
];

// Fri 20 Nov 2026, 14:32:07 in Oslo: the moment of every sample, so that pictures can be compared.
const nowMs = Date.UTC(2026, 10, 20, 13, 32, 7);
const random = seeded(31);
const history = Array.from({ length: 96 }, (_, i) => 45 + 24 * Math.sin((i - 20) / 12) + random() * 12);

const firstInbox: readonly InboxItem[] = [
  {
    id: '1',
    kind: 'unreachable',
    title: 'Host b14-07 is unreachable',
    detail: '23 instances ran there; their state is unknown, nothing was released.',
    when: '14:19:22',
    read: false,
    onOpen: () => undefined,
  },
  {
    id: '2',
    kind: 'running',
    title: 'Room for your 8 × standard.large',
    detail: 'Held for you until 14:50.',
    when: '14:11:08',
    read: false,
    onOpen: () => undefined,
  },
  { id: '3', kind: 'attention', title: 'Clock of c03-18 is 4.2 s ahead', when: '13:55:40', read: true },
];

/** Every component in every state, in a frame as the console has it. */
export function Gallery() {
  const [view, setView] = useState('console');
  const [inspected, setInspected] = useState<string>();
  const [time, setTime] = useState<{ mode: TimeMode; atMs: number }>({ mode: 'live', atMs: nowMs });
  const [inbox, setInbox] = useState(firstInbox);
  const read = (id?: string) =>
    setInbox((items) => items.map((item) => (id === undefined || item.id === id ? { ...item, read: true } : item)));
  return (
    <AppFrame
      topBar={
        <TopBar
          site={
            <button type="button">
              Oslo 1 <IconSelector size={14} />
            </button>
          }
          searchHint="Find a host, instance, customer, or run a command"
          onSearch={openPalette}
          time={
            <TimeControl
              mode={time.mode}
              nowMs={nowMs}
              atMs={time.atMs}
              timeZone="Europe/Oslo"
              onChange={(mode, atMs) => setTime({ mode, atMs })}
            />
          }
          tools={
            <>
              <JobTray
                onClearFinished={() => undefined}
                jobs={[
                  {
                    id: '1',
                    title: 'Copying debian-13.2 to 6 hosts',
                    state: 'running',
                    fraction: 0.71,
                    remaining: 'about 40 s left',
                    detail: '4 verified, 2 at 118 MiB/s. Cancelling keeps the 4.',
                    onCancel: () => undefined,
                  },
                  { id: '2', title: 'Exporting invoices of October', state: 'queued', detail: 'After the copy.' },
                  {
                    id: '3',
                    title: 'Baking postgresql-18.1',
                    state: 'failed',
                    detail: 'The builder ran out of disk at 18.2 GiB. Nothing was published.',
                    onOpen: () => undefined,
                  },
                ]}
              />
              <NotificationInbox
                items={inbox}
                onRead={read}
                onReadAll={() => read()}
                onSnooze={(id) => setInbox((items) => items.filter((item) => item.id !== id))}
              />
              <ThemeSwitch />
            </>
          }
          identity={
            <>
              <Tag>Operator</Tag>
              <span>Ingrid Solheim</span>
            </>
          }
        />
      }
      rail={
        <Rail
          items={tasks}
          foot={[{ id: 'settings', label: 'Settings', icon: IconSettings, href: '#/gallery' }]}
          current="settings"
        />
      }
      statusLine={
        <StatusLine
          left={[
            { id: 'core', content: <Status kind="running" label="Core connected" /> },
            { id: 'hosts', content: '1,199 of 1,200 hosts reporting' },
            { id: 'age', content: 'Telemetry 2 s old' },
            { id: 'ledger', content: 'Ledger at entry 8,412,907, balanced' },
          ]}
          right={[
            { id: 'job', content: 'Job: copying layer debian-13.2, 71 %, about 40 s left' },
            { id: 'rates', content: 'Rate card v14 since 1 Nov' },
          ]}
        />
      }
    >
      <Page
        scroll={view !== 'maps'}
        head={
          <PageHead
            title="Components"
            views={views}
            currentView={view}
            onView={setView}
            note="Every state shown here exists in the console."
            secondary={
              <Button onClick={() => setInspected((one) => (one === undefined ? 'a17-09' : undefined))}>Inspect</Button>
            }
            primary={{ label: 'New reservation', onRun: openPalette, shortcut: 'N' }}
          />
        }
        onCloseInspector={() => setInspected(undefined)}
        inspector={
          inspected === undefined ? undefined : (
            <SampleInspector name={inspected} onClose={() => setInspected(undefined)} />
          )
        }
      >
        {view === 'console' ? <ConsoleTab /> : null}
        {view === 'charts' ? <ChartsTab /> : null}
        {view === 'maps' ? <MapsTab onInspect={setInspected} /> : null}
        {view === 'tables' ? <TablesTab onInspect={(row) => setInspected(row.id)} /> : null}
      </Page>
      <CommandPalette
        commands={[
          ...actionsAsCommands(sampleActions, 'b14-06', 'Commands'),
          ...views.map((one) => ({
            id: one.id,
            label: `Go to ${one.label.toLowerCase()}`,
            group: 'Go to',
            onRun: () => setView(one.id),
          })),
        ]}
      />
    </AppFrame>
  );
}

function SampleInspector({ name, onClose }: { readonly name: string; readonly onClose: () => void }) {
  return (
    <Inspector
      name={name}
      mono
      status={<Status kind="running" label="Running" />}
      caption="Oslo 1, room A, rack 17, unit 9. Class cluster-gpu"
      onClose={onClose}
      onPin={() => undefined}
      facts={[
        { label: 'CPU', value: '2 × 48 cores, 87 % busy' },
        { label: 'Memory', value: '1,024 GiB, 742 GiB given' },
        { label: 'GPU', value: '8 × H200, 8 passed through' },
        { label: 'Local disk', value: '15.4 TiB, 9.1 TiB used' },
        { label: 'Commitment', value: 'Aurora Genomics, R-2177' },
      ]}
      measure={{
        title: 'CPU, last 24 h',
        meta: '5 min mean',
        content: (
          <div className="col">
            <Sparkline values={history} ceiling={100} fill label="CPU, last 24 h, now 87 %" />
            <CapacityBar
              label="Cards"
              unit="cards"
              ceiling={8}
              parts={[
                { kind: 'owner', value: 4 },
                { kind: 'lent', value: 3 },
                { kind: 'idle', value: 1 },
              ]}
            />
            <CapacityKey
              kinds={['owner', 'lent', 'idle']}
              words={{ owner: 'Owner, 4 cards', lent: 'Lent, 3', idle: 'Idle, 1' }}
            />
          </div>
        ),
      }}
      actions={
        <>
          <Button variant="primary">Take back lent capacity</Button>
          {sampleActions.slice(0, 1).map((action) => (
            <ActionButton key={action.id} action={action} subject={name} />
          ))}
        </>
      }
      relations={[
        { id: 'instances', label: 'Instances', value: '5', icon: IconStack2, href: '#/gallery' },
        { id: 'customer', label: 'Customer', value: 'Aurora Genomics', icon: IconUsers, onOpen: () => undefined },
      ]}
      why={[
        {
          id: '1',
          title: '3 cards lent to the general pool',
          reasons:
            "Aurora's programs used none of them for 46 min. Its contract allows lending after 30 min; it earns 60 %, €1.10 per hour now.",
          replay: '14:18:03 lend-idle v5, seed 8821',
        },
        {
          id: '2',
          title: 'Not chosen for R-2291',
          reasons: 'High-CPU only; a GPU host would leave 8 cards idle.',
          replay: '11:02:44 reserve v7',
        },
      ]}
      allDecisions={{ count: 41, href: '#/gallery' }}
    />
  );
}
