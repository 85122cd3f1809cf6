import { explain, refusalOf } from '../../core/index.ts';
import { Button, ErrorNote } from '../../ui/index.ts';

/** A list that could not be read, in place of its rows. */
export function ReadFailed(props: { readonly what: string; readonly error: unknown; readonly onRetry: () => void }) {
  return (
    <ErrorNote
      title={`${props.what} could not be read`}
      why={explain(props.error)}
      unchanged="Nothing was changed."
      actions={
        <Button size="small" onClick={props.onRetry}>
          Read again
        </Button>
      }
      code={refusalOf(props.error)?.code ?? 'list.unread'}
    />
  );
}
