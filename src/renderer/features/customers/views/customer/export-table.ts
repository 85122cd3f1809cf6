import { downloadText, type ExportRequest } from '../../../../ui/index.ts';

/** For tables whose rows are all in memory: the table writes the text, the name says what it is. */
export const exportTable =
  (title: string) =>
  ({ csv }: ExportRequest): void => {
    const name = title.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-');
    if (csv !== undefined) downloadText(`${name}.csv`, csv());
  };
