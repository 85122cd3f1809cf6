import { XdrError } from './error.ts';
import type { XdrReader } from './reader.ts';
import { boundedCount, type Shape } from './shape.ts';
import { TextCache } from './text-cache.ts';
import { maximumStringBytes, type XdrWriter } from './writer.ts';

export type TypedValue = number | bigint | string | boolean;
export type TypedParameterType = 'int' | 'uint' | 'llong' | 'ullong' | 'double' | 'boolean' | 'string';

const typeNames: readonly TypedParameterType[] = ['int', 'uint', 'llong', 'ullong', 'double', 'boolean', 'string'];

/**
 * libvirt's list of named, typed values. 64-bit values are bigint, the rest number, boolean or string. Names can repeat (migration lists
 * several disks so), hence it is a list with look-ups and no Map.
 */
export class TypedParameters {
  readonly #names: string[] = [];
  readonly #types: number[] = [];
  readonly #values: TypedValue[] = [];

  get size(): number {
    return this.#names.length;
  }

  int(name: string, value: number): this {
    return this.#add(name, 1, value);
  }

  uint(name: string, value: number): this {
    return this.#add(name, 2, value);
  }

  llong(name: string, value: bigint): this {
    return this.#add(name, 3, value);
  }

  ullong(name: string, value: bigint): this {
    return this.#add(name, 4, value);
  }

  double(name: string, value: number): this {
    return this.#add(name, 5, value);
  }

  boolean(name: string, value: boolean): this {
    return this.#add(name, 6, value);
  }

  string(name: string, value: string): this {
    return this.#add(name, 7, value);
  }

  /** The first value of that name. */
  get(name: string): TypedValue | undefined {
    const index = this.#names.indexOf(name);
    return index < 0 ? undefined : this.#values[index];
  }

  has(name: string): boolean {
    return this.#names.includes(name);
  }

  /** A number of whatever numeric type, as bigint; undefined when it is absent or no integer. */
  bigint(name: string): bigint | undefined {
    const value = this.get(name);
    if (typeof value === 'bigint') return value;
    return typeof value === 'number' && Number.isInteger(value) ? BigInt(value) : undefined;
  }

  /** A number of whatever numeric type; a 64-bit value beyond 2^53 loses its last digits. */
  number(name: string): number | undefined {
    const value = this.get(name);
    return typeof value === 'bigint' || typeof value === 'number' ? Number(value) : undefined;
  }

  text(name: string): string | undefined {
    const value = this.get(name);
    return typeof value === 'string' ? value : undefined;
  }

  typeOf(name: string): TypedParameterType | undefined {
    const index = this.#names.indexOf(name);
    return index < 0 ? undefined : typeNames[(this.#types[index] as number) - 1];
  }

  names(): readonly string[] {
    return this.#names;
  }

  *[Symbol.iterator](): IterableIterator<[string, TypedValue]> {
    for (let index = 0; index < this.#names.length; index++) {
      yield [this.#names[index] as string, this.#values[index] as TypedValue];
    }
  }

  toObject(): { [name: string]: TypedValue } {
    return Object.fromEntries(this);
  }

  #add(name: string, type: number, value: TypedValue): this {
    this.#names.push(name);
    this.#types.push(type);
    this.#values.push(value);
    return this;
  }

  static write(writer: XdrWriter, parameters: TypedParameters, maximum: number): void {
    const count = parameters.size;
    if (count > maximum) throw new XdrError(`${count} parameters are over the bound of ${maximum}`);
    writer.u32(count);
    for (let index = 0; index < count; index++) {
      const name = parameters.#names[index] as string;
      const type = parameters.#types[index] as number;
      writer.text(name, maximumStringBytes);
      writer.u32(type);
      writeValue(writer, name, type, parameters.#values[index] as TypedValue);
    }
  }

  static read(reader: XdrReader, maximum: number): TypedParameters {
    // A parameter takes at least a name's length, its type and four bytes of value.
    const count = boundedCount(reader, maximum, 12);
    const parameters = new TypedParameters();
    const names = parameters.#names;
    const types = parameters.#types;
    const values = parameters.#values;
    for (let index = 0; index < count; index++) {
      names.push(reader.cachedText(maximumStringBytes, nameCache));
      const type = reader.i32();
      types.push(type);
      values.push(readValue(reader, type));
    }
    return parameters;
  }
}

const nameCache = new TextCache();
const valueCache = new TextCache();

function readValue(reader: XdrReader, type: number): TypedValue {
  switch (type) {
    case 1:
      return reader.i32();
    case 2:
      return reader.u32();
    case 3:
      return reader.i64();
    case 4:
      return reader.u64();
    case 5:
      return reader.f64();
    case 6:
      return reader.i32() !== 0;
    case 7:
      return reader.cachedText(maximumStringBytes, valueCache);
    default:
      throw new XdrError(`${type} is not a type of parameter`);
  }
}

function writeValue(writer: XdrWriter, name: string, type: number, value: TypedValue): void {
  if (type === 7) writer.text(String(value), maximumStringBytes);
  else if (type === 6) writer.u32(value ? 1 : 0);
  else if (type === 5) writer.f64(Number(value));
  else if (type >= 3)
    writer.u64(inRange(name, value, type === 3 ? -(2n ** 63n) : 0n, type === 3 ? 2n ** 63n : 2n ** 64n));
  else writer.u32(Number(inRange(name, value, type === 1 ? -(2n ** 31n) : 0n, type === 1 ? 2n ** 31n : 2n ** 32n)));
}

function inRange(name: string, value: TypedValue, minimum: bigint, end: bigint): bigint {
  const whole = typeof value === 'bigint' || Number.isInteger(value) ? BigInt(value) : undefined;
  if (whole === undefined || whole < minimum || whole >= end) {
    throw new XdrError(`${name}: ${String(value)} is not an integer from ${minimum} to ${end - 1n}`);
  }
  return whole;
}

export function typedParameters(maximum: number): Shape<TypedParameters> {
  return {
    minimumBytes: 4,
    write: (writer, value) => TypedParameters.write(writer, value, maximum),
    read: (reader) => TypedParameters.read(reader, maximum),
  };
}
