import { useState } from 'react';
import { type SubmitTrouble, troubleOf } from './submit.ts';

interface Errors {
  readonly setErrors: (errors: Record<string, string>) => void;
}

/** One submit at a time, with what core refused put beside the fields it named. */
export function useSubmit(form: Errors, known: readonly string[]) {
  const [busy, setBusy] = useState(false);
  const [refusals, setRefusals] = useState(0);
  const [trouble, setTrouble] = useState<SubmitTrouble>();
  const refused = () => setRefusals((count) => count + 1);
  const submit = async (run: () => Promise<void>, onError?: (error: unknown) => boolean) => {
    if (busy) return;
    setBusy(true);
    setTrouble(undefined);
    try {
      await run();
    } catch (error) {
      if (onError?.(error)) return;
      const said = troubleOf(error, known);
      form.setErrors(said.fields);
      setTrouble(said.message === undefined ? undefined : said);
      refused();
    } finally {
      setBusy(false);
    }
  };
  return { busy, refusals, refused, trouble, submit };
}
