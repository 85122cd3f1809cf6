/** The token of a printed address, or the bare token itself. */
export function tokenIn(text: string): string | undefined {
  const trimmed = text.trim();
  return /[#&]token=([\w-]{20,200})$/.exec(trimmed)?.[1] ?? /^[\w-]{20,200}$/.exec(trimmed)?.[0];
}
