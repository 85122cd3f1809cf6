import { explain, isNotAccepted, refusalOf } from '../../../core/index.ts';
import { Button, ErrorNote } from '../../../ui/index.ts';

export interface TroubleProps {
  /** What could not be done: "Customers could not be read". */
  readonly title: string;
  readonly error: unknown;
  readonly onRetry?: () => void;
  /** One customer was asked for by the id in the address. */
  readonly byId?: boolean;
}

/** Whatever went wrong while reading: what, why, that nothing changed, and the way to try again. */
export function Trouble({ title, error, onRetry, byId = false }: TroubleProps) {
  const refusal = refusalOf(error);
  // The id can't be anybody's: trying again would say the same.
  if (byId && isNotAccepted(error)) {
    return (
      <ErrorNote
        title={title}
        why="No customer has this id."
        next="Go back to the list of customers and open it from there."
        code="customer.unknown"
      />
    );
  }
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
