import { useState } from 'react';
import { keepToken, useConnection } from '../core/index.ts';
import { Button, Form, Logo, Note, TextField } from '../ui/index.ts';
import { tokenIn } from './token-in.ts';

/** The other side is there and will not have this window: trying again is useless, so it says what helps. */
export function NoAccess({ why }: { readonly why: string }) {
  const connection = useConnection();
  const [text, setText] = useState('');
  const [refusals, setRefusals] = useState(0);
  const token = tokenIn(text);
  const enter = () => {
    if (token === undefined) return setRefusals((count) => count + 1);
    // Without loading the page anew: what was typed into a form behind this stays.
    keepToken(token);
    connection.dialAgain();
  };
  return (
    <main className="app-alone">
      <header>
        <Logo />
        <h1>This window has no access</h1>
      </header>
      <Note tone="caution" title={why} role="alert">
        <ol className="app-steps small">
          <li>
            Go to the terminal where Headroom was started. It printed an address that ends in #token= and letters.
          </li>
          <li>Open that address, or paste it below.</li>
          <li>
            If it is gone, stop Headroom there with Ctrl-C and start it again. Nothing in the catalog is lost by that.
          </li>
        </ol>
      </Note>
      <Form
        label="Access"
        onSubmit={enter}
        refusals={refusals}
        buttons={
          <Button type="submit" variant="primary">
            Open the console
          </Button>
        }
      >
        <TextField
          label="Address or access token"
          type="password"
          autoComplete="off"
          value={text}
          hint="It stays in this tab and is not stored elsewhere."
          error={
            refusals > 0 && token === undefined ? 'That holds no token. It ends in #token= and letters.' : undefined
          }
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </Form>
    </main>
  );
}
