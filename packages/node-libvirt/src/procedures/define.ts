import { type Shape, type StructOf, struct } from '../xdr/shape.ts';

export const remoteProgram = 0x20008086;
export const qemuProgram = 0x20008087;
/** Every program of libvirt has had protocol version 1 since its beginning. */
export const programVersion = 1;

/** Whose bytes follow the reply: ours (`upload`), the host's (`download`), or both (consoles). */
export type StreamDirection = 'upload' | 'download' | 'both';

/** `flags` may be left out of a call and is then 0. */
export type ArgumentsOf<F> = 'flags' extends keyof F
  ? Omit<StructOf<F>, 'flags'> & { readonly flags?: StructOf<F>['flags' & keyof F] }
  : StructOf<F>;

export interface Call<A, R, S extends StreamDirection | undefined = StreamDirection | undefined> {
  readonly kind: 'call';
  readonly program: number;
  readonly number: number;
  /** The libvirt version that brought it. */
  readonly since: string;
  readonly args: Shape<A>;
  readonly result: Shape<R>;
  readonly stream: S;
  /** It works on disks or moves guests: the default timeout does not apply. */
  readonly long: boolean;
}

export interface EventMessage<M> {
  readonly kind: 'event';
  readonly program: number;
  readonly number: number;
  readonly since: string;
  readonly message: Shape<M>;
}

interface CallOptions<S extends StreamDirection | undefined> {
  readonly stream?: S;
  readonly long?: boolean;
  readonly program?: number;
}

type AnyFields = { readonly [name: string]: unknown };

/** One row of the table. Arguments and result are fields in the order of the wire. */
export function call<
  const A extends AnyFields,
  const R extends AnyFields,
  S extends StreamDirection | undefined = undefined,
>(
  number: number,
  since: string,
  args: A,
  result: R,
  options: CallOptions<S> = {},
): Call<ArgumentsOf<A>, StructOf<R>, S> {
  return {
    kind: 'call',
    program: options.program ?? remoteProgram,
    number,
    since,
    args: struct(args) as unknown as Shape<ArgumentsOf<A>>,
    result: struct(result),
    stream: options.stream as S,
    long: options.long ?? false,
  };
}

/** One row of the table for what the host sends by itself. */
export function event<const M extends AnyFields>(
  number: number,
  since: string,
  message: M,
  program = remoteProgram,
): EventMessage<StructOf<M>> {
  return { kind: 'event', program, number, since, message: struct(message) };
}
