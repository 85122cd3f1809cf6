import type { SystemInfo } from '../../shared/contract/index.ts';
import { openPalette, Tag, ThemeSwitch, TopBar } from '../ui/index.ts';
import { Inbox } from './inbox.tsx';
import { Jobs } from './jobs.tsx';
import { LiveTime } from './live-time.tsx';
import { useSystemInfo } from './use-system-info.ts';

export function ConsoleTopBar() {
  const info = useSystemInfo();
  return (
    <TopBar
      site={<CatalogLabel info={info} />}
      searchHint="Find a customer, a page, or run a command"
      onSearch={openPalette}
      time={<LiveTime />}
      tools={
        <>
          <Jobs />
          <Inbox />
          <ThemeSwitch />
        </>
      }
      identity={info === undefined ? undefined : <Identity info={info} />}
    />
  );
}

function CatalogLabel({ info }: { readonly info: SystemInfo | undefined }) {
  if (info === undefined) return <span>Headroom</span>;
  if (info.catalog.mode === 'own') return <span title={info.catalog.path}>Own catalog</span>;
  return (
    <span className="row" title="A catalog of generated rows. Nothing in it is real.">
      <Tag tone="caution">Demo data</Tag>
    </span>
  );
}

function Identity({ info: { operator } }: { readonly info: SystemInfo }) {
  return (
    <>
      <Tag>{operator.kind === 'token' ? 'Token' : 'Operator'}</Tag>
      <span className="app-identity ellipsis">{operator.name}</span>
    </>
  );
}
