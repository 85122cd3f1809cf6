import { type ErrorComponentProps, useLocation } from '@tanstack/react-router';
import { Button, ErrorNote, Page, PageHead, Panel } from '../ui/index.ts';

/** A page that failed to draw: the rail, the palette and the other pages go on. */
export function PageFailed({ error, reset }: ErrorComponentProps) {
  const failure = error instanceof Error ? error : new Error(String(error));
  return (
    <Page scroll head={<PageHead title="This page failed" />}>
      <div className="app-narrow">
        <ErrorNote
          title="This page could not be drawn"
          why={failure.message}
          unchanged="Nothing was changed; the other pages work."
          next="Try again. If it comes back, report the code below and what you did before."
          actions={
            <>
              <Button onClick={reset}>Try again</Button>
              <Button onClick={() => location.reload()}>Reload the window</Button>
            </>
          }
          code={`page.defect, ${failure.name}`}
        />
      </div>
    </Page>
  );
}

export function PageMissing() {
  const { pathname } = useLocation();
  return (
    <Page scroll head={<PageHead title="No such page" />}>
      <Panel title="Nothing is at this address" className="app-narrow">
        <p className="mid">
          <span className="mono">{pathname}</span> names no page of this version. It may have been moved, or belong to a
          part that is not here yet.
        </p>
        <p>
          <a href="#/">Go to Overview</a>
        </p>
      </Panel>
    </Page>
  );
}
