import './overview.css';
import { Page, PageHead } from '../../ui/index.ts';
import { CatalogPanel } from './catalog-panel.tsx';
import { CustomersPanel } from './customers-panel.tsx';
import { JobsPanel } from './jobs-panel.tsx';
import { NeedsAttention } from './needs-attention.tsx';
import type { OverviewParts } from './parts.ts';

export function OverviewPage({ parts }: { readonly parts: OverviewParts }) {
  return (
    <Page scroll head={<PageHead title="Overview" />}>
      <div className="overview">
        <div className="overview-main">
          <NeedsAttention sources={parts.attention} />
          {parts.panels.map((Part, index) => (
            <Part key={`${index}`} />
          ))}
        </div>
        <div className="overview-side">
          <CustomersPanel />
          <JobsPanel />
          <CatalogPanel />
        </div>
      </div>
    </Page>
  );
}
