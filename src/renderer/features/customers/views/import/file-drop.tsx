import { type DragEvent, useRef, useState } from 'react';
import { maximumImportBytes } from '../../../../../shared/contract/index.ts';
import { IconUpload } from '../../../../ui/icons.ts';
import { Button, formatBytes } from '../../../../ui/index.ts';

/** Choose a file, or drop it anywhere on the surface. */
export function FileDrop({ onFile }: { readonly onFile: (file: File) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent<HTMLElement>) => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file !== undefined) onFile(file);
  };
  return (
    <section
      className="cu-drop"
      aria-label="The file to import"
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <IconUpload size={24} className="mid" />
      <h2>Drop a CSV file here</h2>
      <p>
        One customer a line, the column names on the first: Name is needed; Reference, Currency, Country, Payment terms
        and the other billing details are read where they are there, and a column named tag:team sets that tag. Commas,
        semicolons and tabs are understood. At most {formatBytes(maximumImportBytes)}.
      </p>
      <input
        ref={input}
        type="file"
        accept=".csv,.tsv,.txt,text/csv"
        className="hidden-text"
        tabIndex={-1}
        aria-label="CSV file"
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          if (file !== undefined) onFile(file);
        }}
      />
      <Button variant="primary" onClick={() => input.current?.click()}>
        Choose file
      </Button>
    </section>
  );
}
