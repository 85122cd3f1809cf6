import { ErrorNote } from '../../../ui/index.ts';
import type { SubmitTrouble } from './submit.ts';

export function TroubleNote({
  trouble,
  title,
}: {
  readonly trouble: SubmitTrouble | undefined;
  readonly title: string;
}) {
  if (trouble?.message === undefined) return null;
  return <ErrorNote title={title} why={trouble.message} code={trouble.code} />;
}
