import { explain, refusalOf } from '../../../core/index.ts';
import { Button, ErrorNote } from '../../../ui/index.ts';

export interface TroubleProps {
  /** What could not be done: "Customers could not be read". */
  readonly title: string;
  readonly error: unknown;
  readonly onRetry?: () => void;
}

/** Whatever went wrong while reading: what, why, that nothing changed, and the way to try again. */
export function Trouble({ title, error, onRetry }: TroubleProps) {
  const refusal = refusalOf(error);
  return (
    <ErrorNote
      title={title}
      why={refusal?.message ?? explain(error)}
      unchanged="Nothing was changed."
      next={refusal?.whatToDo}
      actions={
        onRetry ? (
          <Button size="small" onClick={onRetry}>
            Try again
          </Button>
        ) : undefined
      }
      code={refusal?.code ?? (error instanceof Error ? error.name : 'unknown')}
    />
  );
}
