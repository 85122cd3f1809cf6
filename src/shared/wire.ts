import { StandardRPCJsonSerializer } from '@orpc/client/standard';

/**
 * What passes over a socket or a port, as JSON arrays that begin with the caller's id. oRPC describes, validates and
 * answers the calls; its own socket framing cost four times the call itself (docs/decisions/0004), so this is ours.
 *
 *   to core    [id, "customers.list", input, meta?]   a call
 *              [id, 1]                                the next item of a stream
 *              [id]                                   the caller gave up
 *   from core  [id, 0, value, meta?]                  the answer, or the end of a stream
 *              [id, 1, error]                         a typed error
 *              [id, 2]                                the answer is a stream; items are asked for one by one
 *              [id, 3, item, meta?]                   one item
 */
export type WireId = number;
export const reply = { answer: 0, error: 1, stream: 2, item: 3 } as const;
export const askNext = 1;

export interface WireError {
  readonly code: string;
  readonly status: number;
  readonly message: string;
  readonly defined: boolean;
  readonly data?: unknown;
}

const serializer = new StandardRPCJsonSerializer();

/** Nearly everything is plain JSON. A bigint makes JSON.stringify throw, and then its places are told apart in `meta`. */
export function encode(head: readonly unknown[], value: unknown): string {
  try {
    return JSON.stringify(value === undefined ? head : [...head, value]);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const [json, meta] = serializer.serialize(value);
    return JSON.stringify([...head, json, meta]);
  }
}

export function decodeValue(value: unknown, meta: unknown): unknown {
  return Array.isArray(meta)
    ? serializer.deserialize(value, meta as Parameters<typeof serializer.deserialize>[1])
    : value;
}

/** A message is a non-empty array that begins with an id; anything else is not of this protocol. */
export function decode(text: string): readonly [WireId, ...unknown[]] | undefined {
  let message: unknown;
  try {
    message = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!Array.isArray(message) || message.length > 4) return undefined;
  const id: unknown = message[0];
  return Number.isSafeInteger(id) && (id as number) >= 0
    ? (message as unknown as readonly [WireId, ...unknown[]])
    : undefined;
}
