import { readFile } from 'node:fs/promises';
import { securityHeaders } from './csp.ts';
import { bundleFile } from './protocol-path.ts';

/** Answers a request of the custom protocol from the built renderer. */
export async function serveBundle(
  root: string,
  request: { readonly method: string; readonly url: string },
): Promise<Response> {
  const file = bundleFile(root, request.method, request.url);
  if (file.kind === 'refused') return refusal(file.status);
  let content: Uint8Array<ArrayBuffer>;
  try {
    content = new Uint8Array(await readFile(file.path));
  } catch {
    return refusal(404);
  }
  const headers = { ...securityHeaders, 'cache-control': 'no-cache', 'content-type': file.contentType };
  return new Response(request.method === 'HEAD' ? null : content, { status: 200, headers });
}

function refusal(status: number): Response {
  return new Response(null, { status, headers: { ...securityHeaders } });
}
