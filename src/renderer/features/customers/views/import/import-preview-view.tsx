import { useState } from 'react';
import type { ImportPreview, ImportRow } from '../../../../../shared/contract/index.ts';
import { DataTable, Panel, Status, type StatusKind, type TableColumn, type TableQuery } from '../../../../ui/index.ts';
import { fieldWord } from '../../data/words.ts';
import { Surface } from '../surface.tsx';

const words: Record<ImportRow['action'], { readonly word: string; readonly kind: StatusKind }> = {
  create: { word: 'Create', kind: 'running' },
  update: { word: 'Update', kind: 'working' },
  unchanged: { word: 'Unchanged', kind: 'idle' },
  refused: { word: 'Refused', kind: 'failed' },
};

const whatOf = (row: ImportRow): string =>
  row.action === 'refused'
    ? row.errors.map(({ column, message }) => (column === '' ? message : `${column}: ${message}`)).join(' ')
    : row.changes.join(', ');

const columns: readonly TableColumn<ImportRow>[] = [
  { id: 'line', header: 'Line', value: (row) => row.line, align: 'right', width: 64, mono: true },
  {
    id: 'action',
    header: 'What happens',
    value: (row) => words[row.action].word,
    cell: (row) => <Status kind={words[row.action].kind} label={words[row.action].word} />,
    width: 120,
    options: Object.values(words).map(({ word }) => word),
  },
  { id: 'name', header: 'Name', value: (row) => row.name, width: 200, grow: 1 },
  {
    id: 'what',
    header: 'Changes, or why it is refused',
    value: whatOf,
    cell: (row) => (
      <span className={row.action === 'refused' ? 'critical ellipsis' : 'ellipsis'} title={whatOf(row)}>
        {whatOf(row) || <span className="dim">–</span>}
      </span>
    ),
    width: 300,
    grow: 3,
    sortable: false,
  },
];

export interface ImportPreviewViewProps {
  readonly preview: ImportPreview;
  readonly updateExisting: boolean;
}

/** What each row would do, what each column means, and how many of each. */
export function ImportPreviewView({ preview, updateExisting }: ImportPreviewViewProps) {
  const [query, setQuery] = useState<TableQuery>({ filters: {}, quick: '' });
  const { counts } = preview;
  const only = (word: string) =>
    setQuery({ ...query, filters: { ...query.filters, action: query.filters['action'] === word ? '' : word } });
  return (
    <>
      <div className="cu-counts">
        {(Object.keys(words) as ImportRow['action'][]).map((action) => (
          <button
            key={action}
            type="button"
            className="cu-count"
            data-action={counts[action] > 0 ? action : undefined}
            aria-pressed={query.filters['action'] === words[action].word}
            onClick={() => only(words[action].word)}
          >
            <span className="figure">{counts[action].toLocaleString('en-GB')}</span>
            <Status kind={words[action].kind} label={words[action].word} />
          </button>
        ))}
        <p className="small mid">
          {updateExisting
            ? 'A row for a customer that is there already, by reference or name, updates it.'
            : 'A row for a customer that is there already is refused where it differs; switch updating on to take it over.'}
        </p>
      </div>
      <Panel title="Columns" meta="by their names on the first line">
        <ul className="cu-mapping">
          {preview.columns.map(({ header, field }, index) => (
            <li key={index}>
              <span className="mono">{header === '' ? '(no name)' : header}</span>
              <span className="dim">→</span>
              {field === null ? <span className="caution">ignored</span> : <span>{fieldWord(field)}</span>}
            </li>
          ))}
        </ul>
      </Panel>
      <Surface title="Rows" className="cu-import-rows">
        <DataTable
          label="Rows"
          columns={columns}
          rowKey={(row) => String(row.line)}
          rows={preview.rows}
          query={query}
          onQuery={setQuery}
          storageKey="customer-import"
        />
      </Surface>
      {preview.truncated ? (
        <p className="small dim">
          The first rows and the first refused rows are shown; the counts are of the whole file.
        </p>
      ) : null}
    </>
  );
}
