import { type BrowserWindow, dialog } from 'electron';
import type { ProblemText } from './problem-text.ts';

/** Shows a message box and resolves with the choice; closing it is the last one. */
export async function ask<Choice extends string>(
  text: ProblemText<Choice>,
  over: BrowserWindow | undefined,
): Promise<Choice | undefined> {
  const options = {
    type: text.type,
    title: text.title,
    message: text.message,
    detail: text.detail,
    buttons: text.choices.map(({ label }) => label),
    defaultId: Math.max(
      0,
      text.choices.findIndex(({ choice }) => choice === text.defaultChoice),
    ),
    cancelId: text.choices.length - 1,
    noLink: true,
  };
  const { response } =
    over === undefined ? await dialog.showMessageBox(options) : await dialog.showMessageBox(over, options);
  return text.choices[response]?.choice;
}
