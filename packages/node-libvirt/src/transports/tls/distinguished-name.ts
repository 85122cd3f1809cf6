/** Distinguished names as libvirt and its tools write them: the most specific part first, `CN=h1.lab,O=lab`. */

/** `subject` is what Node's X509Certificate gives: one part a line, the most specific last. */
export function nameText(subject: string): string {
  return subject.split('\n').filter(Boolean).reverse().join(',');
}

/** `*` in a pattern stands for any text, commas too, as in libvirt's tls_allowed_dn_list; case counts. */
export function matchesName(subject: string, patterns: readonly string[]): { matches: boolean; text: string } {
  const text = nameText(subject);
  return { matches: text !== '' && patterns.some((pattern) => matchesPattern(text, pattern)), text };
}

/** Walks the fixed pieces between the stars, so that no pattern can make the match slow. */
function matchesPattern(text: string, pattern: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return text === first;
  if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last)) return false;
  let from = first.length;
  const end = text.length - last.length;
  for (const piece of rest) {
    const at = text.indexOf(piece, from);
    if (at < 0 || at + piece.length > end) return false;
    from = at + piece.length;
  }
  return true;
}
