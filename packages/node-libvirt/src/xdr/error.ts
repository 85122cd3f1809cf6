/** What XDR can't carry or what does not decode. The connection turns it into an error with host and procedure. */
export class XdrError extends Error {
  override readonly name = 'XdrError';
}
