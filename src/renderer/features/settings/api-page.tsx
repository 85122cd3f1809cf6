import './settings.css';
import { useQuery } from '@tanstack/react-query';
import { useClient } from '../../core/index.ts';
import { IconCopy } from '../../ui/icons.ts';
import { Button, Facts, Note, Page, Panel, toast } from '../../ui/index.ts';
import { SettingsHead } from './settings-head.tsx';

/** Everything the window does can be scripted; this page says where and how. */
export function ApiPage() {
  const client = useClient();
  const { data: info } = useQuery({
    queryKey: ['system', 'info'],
    queryFn: ({ signal }) => client.system.info(undefined, { signal }),
  });
  return (
    <Page scroll head={<SettingsHead view="api" />}>
      <div className="settings">
        {info?.host === 'desktop' ? (
          <Note title="This desktop listens on no port">
            <div className="small">
              The HTTP API is served by the headless host. Close the desktop and run{' '}
              <code className="mono">npm start -- serve</code>: it opens the same catalog, and a browser can attach to
              it.
            </div>
          </Note>
        ) : null}
        <HttpApi origin={info?.host === 'headless' ? location.origin : 'http://127.0.0.1:4680'} />
      </div>
    </Page>
  );
}

function HttpApi({ origin }: { readonly origin: string }) {
  const example = [
    '# token.txt holds one line:  Authorization: Bearer headroom_…',
    `curl --header @token.txt '${origin}/api/v1/customers?limit=5'`,
    '',
    '# every call, its input, its answer and its refusals',
    `curl --header @token.txt --output openapi.json ${origin}/api/v1/openapi.json`,
  ].join('\n');
  const copy = async () => {
    await navigator.clipboard.writeText(example);
    toast({ title: 'Example copied' });
  };
  return (
    <>
      <Panel title="HTTP API">
        <Facts
          facts={[
            { label: 'Address', value: <span className="mono">{origin}/api/v1</span> },
            { label: 'Described by', value: <span className="mono">{origin}/api/v1/openapi.json</span> },
            { label: 'Access', value: <a href="#/settings/tokens">a named access token</a> },
          ]}
        />
      </Panel>
      <Panel
        title="Try it"
        meta="the token stays out of the command line, where others can see it"
        actions={
          <Button size="small" variant="quiet" icon={IconCopy} onClick={() => void copy()}>
            Copy
          </Button>
        }
      >
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard. */}
        <section className="settings-code" tabIndex={0} aria-label="Example">
          <pre className="mono">{example}</pre>
        </section>
        <p className="small mid">
          The caller makes the id of what it creates, so a request may be repeated after a lost answer. A refusal comes
          with status 409, a code, its reasons and what to do. What changes can be followed at{' '}
          <span className="mono">/api/v1/feed</span>.
        </p>
      </Panel>
    </>
  );
}
