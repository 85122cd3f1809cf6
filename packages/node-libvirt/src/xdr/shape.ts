import { XdrError } from './error.ts';
import type { XdrReader } from './reader.ts';
import { maximumStringBytes, XdrWriter } from './writer.ts';

/** How a value of type T travels. Built once for the table of procedures, used for every call. */
export interface Shape<T> {
  /** The fewest bytes a value can take: a list claims no more items than the bytes left could hold. */
  readonly minimumBytes: number;
  write(writer: XdrWriter, value: T): void;
  read(reader: XdrReader): T;
  /** For a struct: the name of the first field that does not encode. */
  refusedField?(value: T): string | undefined;
}

export type ValueOf<S> = S extends Shape<infer T> ? T : never;

function integer(name: string, minimum: number, maximum: number, signed: boolean): Shape<number> {
  return {
    minimumBytes: 4,
    write(writer, value) {
      if (!Number.isInteger(value) || value < minimum || value > maximum) {
        throw new XdrError(`${String(value)} is not ${name}, an integer from ${minimum} to ${maximum}`);
      }
      writer.u32(value);
    },
    read: signed ? (reader) => reader.i32() : (reader) => reader.u32(),
  };
}

export const int = integer('an int', -0x80000000, 0x7fffffff, true);
export const uint = integer('an unsigned int', 0, 0xffffffff, false);

function long(name: string, minimum: bigint, maximum: bigint, read: (reader: XdrReader) => bigint): Shape<bigint> {
  return {
    minimumBytes: 8,
    write(writer, value) {
      if (typeof value !== 'bigint' || value < minimum || value > maximum) {
        throw new XdrError(`${String(value)} is not ${name}, a bigint from ${minimum} to ${maximum}`);
      }
      writer.u64(value);
    },
    read,
  };
}

/** 64-bit integers are bigint throughout: nanoseconds of CPU time pass 2^53 within days. */
export const hyper = long('a hyper', -(2n ** 63n), 2n ** 63n - 1n, (reader) => reader.i64());
export const uhyper = long('an unsigned hyper', 0n, 2n ** 64n - 1n, (reader) => reader.u64());

export const double: Shape<number> = {
  minimumBytes: 8,
  write: (writer, value) => writer.f64(value),
  read: (reader) => reader.f64(),
};

/** libvirt sends truth as an int: 0 is false, all else true. */
export const flag: Shape<boolean> = {
  minimumBytes: 4,
  write: (writer, value) => writer.u32(value ? 1 : 0),
  read: (reader) => reader.i32() !== 0,
};

export const text: Shape<string> = {
  minimumBytes: 4,
  write: (writer, value) => writer.text(value, maximumStringBytes),
  read: (reader) => reader.text(maximumStringBytes),
};

export function opaque(maximumBytes: number): Shape<Uint8Array> {
  return {
    minimumBytes: 4,
    write: (writer, value) => writer.opaque(value, maximumBytes),
    read: (reader) => reader.opaque(maximumBytes),
  };
}

/** `char name[32]`: as many bytes, each in its own word, ended by a zero. */
export function characters(count: number): Shape<string> {
  return {
    minimumBytes: count * 4,
    write(writer, value) {
      const bytes = Buffer.from(value);
      if (bytes.length >= count) throw new XdrError(`"${value}" is over ${count - 1} bytes`);
      for (let index = 0; index < count; index++) writer.u32(bytes[index] ?? 0);
    },
    read(reader) {
      const bytes = Buffer.alloc(count);
      for (let index = 0; index < count; index++) bytes[index] = reader.u32();
      const end = bytes.indexOf(0);
      return bytes.toString('utf8', 0, end < 0 ? count : end);
    },
  };
}

/** `char data<max>`: like `opaque`, but each byte in its own word. */
export function characterList(maximum: number): Shape<Uint8Array> {
  return {
    minimumBytes: 4,
    write(writer, value) {
      if (value.length > maximum) throw new XdrError(`${value.length} bytes are over the bound of ${maximum}`);
      writer.u32(value.length);
      for (const byte of value) writer.u32(byte);
    },
    read(reader) {
      const size = boundedCount(reader, maximum, 4);
      const bytes = new Uint8Array(size);
      for (let index = 0; index < size; index++) bytes[index] = reader.u32();
      return bytes;
    },
  };
}

/** Reads a count and refuses it when it is over its bound or more than the bytes left could hold. */
export function boundedCount(reader: XdrReader, maximum: number, minimumBytes: number): number {
  const count = reader.size(maximum);
  if (count * minimumBytes > reader.remaining) {
    throw new XdrError(`a list claims ${count} items, ${reader.remaining} bytes are left`);
  }
  return count;
}

export function list<T>(item: Shape<T>, maximum: number): Shape<readonly T[]> {
  return {
    minimumBytes: 4,
    write(writer, values) {
      if (values.length > maximum) throw new XdrError(`${values.length} items are over the bound of ${maximum}`);
      writer.u32(values.length);
      for (const value of values) item.write(writer, value);
    },
    read(reader) {
      const count = boundedCount(reader, maximum, item.minimumBytes);
      const values: T[] = [];
      for (let index = 0; index < count; index++) values.push(item.read(reader));
      return values;
    },
  };
}

export function optional<T>(item: Shape<T>): Shape<T | null> {
  return {
    minimumBytes: 4,
    write(writer, value) {
      writer.u32(value === null ? 0 : 1);
      if (value !== null) item.write(writer, value);
    },
    read(reader) {
      const present = reader.u32();
      if (present > 1) throw new XdrError(`${present} says neither present nor absent`);
      return present === 0 ? null : item.read(reader);
    },
  };
}

export type StructOf<F> = { readonly [Name in keyof F]: ValueOf<F[Name]> };

/** Fields in the order they are written down, which is the order on the wire. */
export function struct<const F extends { readonly [name: string]: unknown }>(fields: F): Shape<StructOf<F>> {
  const names = Object.keys(fields);
  const shapes = Object.values(fields) as Shape<unknown>[];
  const count = names.length;
  let minimumBytes = 0;
  for (const shape of shapes) minimumBytes += shape.minimumBytes;
  return {
    minimumBytes,
    write(writer, value) {
      const record = value as { readonly [name: string]: unknown };
      for (let index = 0; index < count; index++) {
        const name = names[index] as string;
        const shape = shapes[index] as Shape<unknown>;
        const field = record[name];
        // Nearly every call has flags and most callers want none.
        if (field === undefined && name === 'flags') writer.zeros(shape.minimumBytes);
        else shape.write(writer, field);
      }
    },
    read(reader) {
      const record: { [name: string]: unknown } = {};
      for (let index = 0; index < count; index++) {
        record[names[index] as string] = (shapes[index] as Shape<unknown>).read(reader);
      }
      return record as StructOf<F>;
    },
    refusedField(value) {
      const record = value as { readonly [name: string]: unknown };
      const scratch = new XdrWriter();
      return names.find((name, index) => {
        try {
          (shapes[index] as Shape<unknown>).write(scratch, record[name]);
          return false;
        } catch {
          return name !== 'flags' || record[name] !== undefined;
        }
      });
    },
  };
}
