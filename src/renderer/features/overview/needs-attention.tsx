import { Button, formatDate, formatTime, Panel, StatusShape } from '../../ui/index.ts';
import type { AttentionItem } from './parts.ts';
import { useCatalogAttention } from './use-catalog-attention.ts';
import { useNoticeAttention } from './use-notice-attention.ts';

const rank: Record<AttentionItem['kind'], number> = { failed: 0, unreachable: 0, attention: 1 };

/** Only what somebody has to do something about; what is well is not listed. */
export function NeedsAttention({ sources }: { readonly sources: readonly (() => readonly AttentionItem[])[] }) {
  const items = [...useCatalogAttention(), ...sources.flatMap((source) => source()), ...useNoticeAttention()].sort(
    (a, b) =>
      rank[a.kind] - rank[b.kind] || (b.atMs ?? Number.POSITIVE_INFINITY) - (a.atMs ?? Number.POSITIVE_INFINITY),
  );
  const nowMs = Date.now();
  return (
    <Panel title="Needs attention" {...(items.length > 0 ? { meta: `${items.length} open` } : {})} flush>
      {items.length === 0 ? (
        <p className="overview-quiet mid">
          Nothing needs you: no operation failed, the catalog is sound, no notice is unread.
        </p>
      ) : (
        <ul className="overview-attention">
          {items.map((item, index) => (
            <li key={item.id} data-kind={item.kind} data-urgent={(index === 0 && rank[item.kind] === 0) || undefined}>
              <StatusShape kind={item.kind} />
              <div>
                <div className="strong">{item.title}</div>
                <div className="small mid">{item.detail}</div>
              </div>
              <span className="small mid num nowrap">{item.atMs === undefined ? null : whenOf(item.atMs, nowMs)}</span>
              <span className="row">
                {item.actions.map((action) => (
                  <Button
                    key={action.label}
                    size="small"
                    aria-label={`${action.label}: ${item.title}`}
                    onClick={action.onRun}
                  >
                    {action.label}
                  </Button>
                ))}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function whenOf(atMs: number, nowMs: number): string {
  const day = formatDate(atMs, nowMs);
  return day === formatDate(nowMs, nowMs) ? formatTime(atMs) : day;
}
