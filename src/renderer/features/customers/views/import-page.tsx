import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { maximumImportBytes } from '../../../../shared/contract/index.ts';
import { newId, useClient } from '../../../core/index.ts';
import { IconDownload, IconFileText } from '../../../ui/icons.ts';
import {
  Button,
  downloadText,
  formatBytes,
  formatCount,
  Note,
  Page,
  PageHead,
  SwitchField,
} from '../../../ui/index.ts';
import { orRefusal, useCustomerTools } from '../actions/tools.ts';
import { type DecodedFile, decodeFile } from '../data/decode-file.ts';
import { importTemplate } from '../data/import-template.ts';
import { paths } from '../data/paths.ts';
import { counted } from '../data/words.ts';
import { FormFoot } from '../forms/form-foot.tsx';
import { Crumbs } from './crumbs.tsx';
import { FileDrop } from './import/file-drop.tsx';
import { ImportJob } from './import/import-job.tsx';
import { ImportPreviewView } from './import/import-preview-view.tsx';
import { Trouble } from './trouble.tsx';

interface Chosen extends DecodedFile {
  readonly name: string;
  readonly sizeBytes: number;
  /** One id a file: asked twice, it is one import. */
  readonly jobId: string;
}

/** Choose a file, see row by row what it would do, then do it as a job that can be left alone. */
export function ImportPage() {
  const { client, go } = useCustomerTools();
  const [file, setFile] = useState<Chosen>();
  const [refused, setRefused] = useState<string>();
  const [updateExisting, setUpdateExisting] = useState(false);
  const [jobId, setJobId] = useState<string>();
  const preview = usePreview(file, updateExisting);
  const counts = preview.data?.counts;
  const wanted = counts === undefined ? 0 : counts.create + counts.update;

  const choose = async (given: File) => {
    setJobId(undefined);
    if (given.size > maximumImportBytes) {
      setFile(undefined);
      setRefused(
        `${given.name} is ${formatCount(given.size - maximumImportBytes)} bytes over the limit of ${formatBytes(maximumImportBytes)}. Split it.`,
      );
      return;
    }
    setRefused(undefined);
    const bytes = new Uint8Array(await given.arrayBuffer());
    setFile({ ...decodeFile(bytes), name: given.name, sizeBytes: given.size, jobId: newId() });
  };
  const start = async () => {
    if (file === undefined) return;
    const started = await orRefusal(client.customers.import({ id: file.jobId, csv: file.text, updateExisting }));
    if (started !== undefined) setJobId(started.jobId);
  };

  return (
    <Page
      head={
        <PageHead
          title={<Crumbs name="Import" />}
          {...(jobId === undefined ? { note: 'Nothing is written until you start it.' } : {})}
          secondary={
            <Button icon={IconDownload} onClick={() => downloadText('customers-template.csv', importTemplate())}>
              Template
            </Button>
          }
        />
      }
      scroll
    >
      {refused === undefined ? null : (
        <Note tone="critical" role="alert" title="The file was not read">
          {refused}
        </Note>
      )}
      {file === undefined ? (
        <FileDrop onFile={(given) => void choose(given)} />
      ) : jobId !== undefined ? (
        <ImportJob jobId={jobId} fileName={file.name} onAnother={() => setFile(undefined)} />
      ) : (
        <>
          <div className="cu-file">
            <IconFileText />
            <span className="strong ellipsis">{file.name}</span>
            <span className="dim nowrap">
              {formatBytes(file.sizeBytes)}
              {file.encoding === 'UTF-8' ? '' : `, read as ${file.encoding}`}
            </span>
            <Button size="small" variant="quiet" onClick={() => setFile(undefined)}>
              Choose another
            </Button>
            <span className="grow" />
            <SwitchField
              label="Update existing customers"
              checked={updateExisting}
              onChange={(event) => setUpdateExisting(event.currentTarget.checked)}
            />
          </div>
          {preview.error === null ? null : (
            <Trouble title="The file can't be imported" error={preview.error} onRetry={() => void preview.refetch()} />
          )}
          {preview.data === undefined ? (
            preview.error === null ? (
              <p className="dim">Reading {file.name} …</p>
            ) : null
          ) : (
            <ImportPreviewView preview={preview.data} updateExisting={updateExisting} />
          )}
          <FormFoot
            note={
              counts === undefined
                ? undefined
                : `${counted(counts.create, 'customer')} created, ${counts.update.toLocaleString('en-GB')} updated. Refused rows are left out.`
            }
          >
            <Button onClick={() => go(paths.list)}>Cancel</Button>
            <Button
              variant="primary"
              disabledReason={
                counts === undefined
                  ? 'There is no preview yet.'
                  : wanted === 0
                    ? 'No row would change anything.'
                    : undefined
              }
              onClick={() => void start()}
            >
              Import {counted(wanted, 'row')}
            </Button>
          </FormFoot>
        </>
      )}
    </Page>
  );
}

function usePreview(file: Chosen | undefined, updateExisting: boolean) {
  const client = useClient();
  return useQuery({
    // The topic of the feed is left out on purpose: eight megabytes are not sent again for every change somewhere.
    queryKey: ['customer-import', file?.jobId, updateExisting],
    queryFn: ({ signal }) => client.customers.importPreview({ csv: file?.text ?? '', updateExisting }, { signal }),
    enabled: file !== undefined,
    gcTime: 0,
    retry: false,
  });
}
