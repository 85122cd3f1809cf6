import './tag-editor.css';
import { useState } from 'react';
import { TextField } from './fields.tsx';
import { IconX } from './icons.ts';
import { type KeyValue, parseTag, withoutTag, withTag } from './tag-text.ts';

export interface TagEditorProps {
  readonly tags: readonly KeyValue[];
  /** Without it the tags are only shown. */
  readonly onChange?: (tags: KeyValue[]) => void;
  readonly label?: string;
  /** Said by the core when it refused a change. */
  readonly error?: string | undefined;
}

/** key=value on anything: type one and press Enter; the same key again replaces its value. */
export function TagEditor({ tags, onChange, label = 'Tags', error }: TagEditorProps) {
  const [text, setText] = useState('');
  const [reason, setReason] = useState<string>();
  const add = () => {
    const parsed = parseTag(text);
    if (!parsed.ok) {
      setReason(parsed.reason);
      return;
    }
    onChange?.(withTag(tags, parsed.tag));
    setText('');
    setReason(undefined);
  };
  return (
    <div className="hr-tags">
      {tags.length > 0 ? (
        <ul aria-label={label}>
          {tags.map((tag) => (
            <li key={tag.key} className="hr-tag-chip">
              <span className="dim">{tag.key}=</span>
              <span className="ellipsis">{tag.value}</span>
              {onChange ? (
                <button
                  type="button"
                  aria-label={`Remove ${tag.key}`}
                  onClick={() => onChange(withoutTag(tags, tag.key))}
                >
                  <IconX size={12} />
                </button>
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
      {tags.length === 0 && !onChange ? <span className="small dim">No tags</span> : null}
      {onChange ? (
        <TextField
          aria-label={`Add to ${label.toLowerCase()}`}
          placeholder="key=value"
          value={text}
          error={reason ?? error}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setReason(undefined);
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            // Enter adds a tag and must not submit the form around it.
            event.preventDefault();
            if (text.trim() !== '') add();
          }}
        />
      ) : null}
    </div>
  );
}
