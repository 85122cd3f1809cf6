import { useConnection, useConnectionState } from '../core/index.ts';
import { IconAlertTriangle } from '../ui/icons.ts';
import { Button, formatTime } from '../ui/index.ts';
import { useNow } from './use-now.ts';

/** Losing core is not the end of the page: what was read stays, and the banner says what is missing meanwhile. */
export function LostBanner() {
  const connection = useConnection();
  const state = useConnectionState();
  if (state.kind !== 'lost') return null;
  return (
    <div className="app-banner" role="alert">
      <IconAlertTriangle />
      <div className="grow">
        <span className="strong">Core has not answered since {formatTime(state.sinceMs)}.</span>{' '}
        <span className="mid">
          What is shown is from then and can still be read, filtered and exported. Changes wait some seconds, then say
          that they were not made.
        </span>
      </div>
      <NextTry atMs={state.retryAtMs} />
      <Button size="small" onClick={() => connection.retryNow()}>
        Retry now
      </Button>
    </div>
  );
}

/** Kept out of the alert's sentence, so that a screen reader is not told each second. */
function NextTry({ atMs }: { readonly atMs: number }) {
  const nowMs = useNow(250);
  const seconds = Math.max(0, Math.ceil((atMs - nowMs) / 1000));
  return (
    <span className="small num mid" aria-hidden="true">
      {seconds === 0 ? 'Trying now' : `Next try in ${seconds} s`}
    </span>
  );
}
