import { useState } from 'react';
import { explain, newId, refusalOf, useClient } from '../../core/index.ts';
import { IconCopy } from '../../ui/icons.ts';
import { Button, Dialog, Form, Note, TextField, toast } from '../../ui/index.ts';

interface Made {
  readonly name: string;
  readonly secret: string;
}

/** First the name, then the secret: shown once, kept nowhere in this window after the dialog is closed. */
export function NewTokenDialog({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  const [made, setMade] = useState<Made>();
  const close = () => {
    setMade(undefined);
    onClose();
  };
  return (
    <Dialog opened={opened} title={made === undefined ? 'New access token' : `Secret of ${made.name}`} onClose={close}>
      {made === undefined ? <NameForm onMade={setMade} onClose={close} /> : <Secret made={made} onClose={close} />}
    </Dialog>
  );
}

function NameForm({ onMade, onClose }: { readonly onMade: (made: Made) => void; readonly onClose: () => void }) {
  const client = useClient();
  // One id for the whole dialog: asking again after a lost answer makes no second token.
  const [id] = useState(newId);
  const [name, setName] = useState('');
  const [problem, setProblem] = useState<string>();
  const [refusals, setRefusals] = useState(0);
  const [busy, setBusy] = useState(false);
  const refuse = (text: string) => {
    setProblem(text);
    setRefusals((count) => count + 1);
  };
  const make = async () => {
    if (busy) return;
    const wanted = name.trim();
    if (wanted === '') return refuse('A name is needed.');
    if (wanted.length > 60) return refuse(`At most 60 characters; this has ${wanted.length}.`);
    setBusy(true);
    try {
      const { secret } = await client.system.tokens.create({ id, name: wanted });
      onMade({ name: wanted, secret });
    } catch (error) {
      refuse(refusalOf(error)?.fields?.['name'] ?? explain(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Form
      label="New access token"
      onSubmit={make}
      refusals={refusals}
      buttons={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" disabled={busy}>
            Make token
          </Button>
        </>
      }
    >
      <TextField
        label="Name"
        hint="What uses it, such as nightly export. Activity shows this name."
        value={name}
        data-autofocus
        autoComplete="off"
        error={problem}
        onChange={(event) => {
          setName(event.currentTarget.value);
          setProblem(undefined);
        }}
      />
    </Form>
  );
}

function Secret({ made, onClose }: { readonly made: Made; readonly onClose: () => void }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(made.secret);
      setCopied(true);
    } catch {
      toast({
        title: 'It was not copied',
        detail: 'This browser keeps its clipboard. Select the secret and copy it.',
        kind: 'attention',
      });
    }
  };
  return (
    <>
      <Note tone="caution" title="Copy it now: it is not shown again">
        <div className="small">Headroom keeps only its hash. Who has this text can do what you can do.</div>
      </Note>
      <code className="settings-secret mono">{made.secret}</code>
      <div className="row">
        <Button icon={IconCopy} onClick={() => void copy()}>
          Copy secret
        </Button>
        <span className="small mid" role="status">
          {copied ? 'Copied.' : ''}
        </span>
        <span className="grow" />
        <Button variant="primary" onClick={onClose}>
          I have it
        </Button>
      </div>
    </>
  );
}
