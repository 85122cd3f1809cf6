import { Button, Note, toast } from '../../../ui/index.ts';
import { useRecentHistory } from '../data/queries.ts';
import type { FieldConflict } from '../data/rebase.ts';
import { momentOf } from '../data/when.ts';
import { fieldWord } from '../data/words.ts';

export interface ConflictNoteProps {
  readonly conflicts: readonly FieldConflict[];
  readonly customerId: string;
  /** What the form changed, as lines of text. */
  readonly mine: string;
  readonly onKeepMine: () => void;
  readonly onDropMine: () => void;
}

/** Somebody else saved while the form was open: what they changed, beside what is typed here, and the ways on. */
export function ConflictNote({ conflicts, customerId, mine, onKeepMine, onDropMine }: ConflictNoteProps) {
  const last = useRecentHistory(customerId, 1).data?.entries[0];
  const both = conflicts.filter((conflict) => conflict.mine !== undefined).length;
  const copy = async () => {
    await navigator.clipboard.writeText(mine);
    toast({ title: 'Your text is copied', detail: 'One line for each field you changed.' });
  };
  return (
    <Note
      tone="caution"
      role="alert"
      title="This customer was changed while you were editing"
      actions={
        <>
          <Button size="small" onClick={onKeepMine}>
            Take theirs, keep my changes
          </Button>
          <Button size="small" onClick={onDropMine}>
            Reload, drop my changes
          </Button>
          {mine === '' ? null : (
            <Button size="small" variant="quiet" onClick={() => void copy()}>
              Copy my text
            </Button>
          )}
        </>
      }
    >
      <p className="small">
        {last === undefined ? 'Somebody' : `${last.actor.name}, ${momentOf(last.atMs)},`} saved before you. Nothing of
        yours is lost, and nothing of theirs was overwritten.
        {both > 0 ? ' Where both changed a field, keeping your changes replaces theirs.' : ''}
      </p>
      {conflicts.length === 0 ? (
        <p className="small mid">None of the fields below differs; its state or tags did.</p>
      ) : (
        <table className="cu-conflicts">
          <thead>
            <tr>
              <th scope="col">Field</th>
              <th scope="col">Was</th>
              <th scope="col">Is now</th>
              <th scope="col">Yours</th>
            </tr>
          </thead>
          <tbody>
            {conflicts.map((conflict) => (
              <tr key={conflict.path}>
                <th scope="row">{fieldWord(conflict.path)}</th>
                <td>{conflict.before === '' ? <span className="dim">empty</span> : conflict.before}</td>
                <td className="strong">
                  {conflict.theirs === '' ? <span className="dim">empty</span> : conflict.theirs}
                </td>
                <td>{conflict.mine ?? <span className="dim">not touched</span>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Note>
  );
}
