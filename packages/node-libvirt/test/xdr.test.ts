import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { procedures } from '../src/procedures/index.ts';
import { domain, domainStats } from '../src/procedures/references.ts';
import { XdrError } from '../src/xdr/error.ts';
import { XdrReader } from '../src/xdr/reader.ts';
import {
  characterList,
  characters,
  double,
  flag,
  hyper,
  int,
  list,
  opaque,
  optional,
  type Shape,
  struct,
  text,
  uhyper,
  uint,
} from '../src/xdr/shape.ts';
import { TextCache } from '../src/xdr/text-cache.ts';
import { TypedParameters } from '../src/xdr/typed-parameters.ts';
import { uuid, uuidText } from '../src/xdr/uuid.ts';
import { XdrWriter } from '../src/xdr/writer.ts';

function encode<T>(shape: Shape<T>, value: T): Buffer {
  const writer = new XdrWriter();
  shape.write(writer, value);
  return writer.take();
}

function roundTrip<T>(shape: Shape<T>, value: T): T {
  const bytes = encode(shape, value);
  expect(bytes.length % 4).toBe(0);
  expect(bytes.length).toBeGreaterThanOrEqual(shape.minimumBytes);
  const reader = new XdrReader(bytes);
  const back = shape.read(reader);
  reader.finish();
  return back;
}

function holds<T>(shape: Shape<T>, values: fc.Arbitrary<T>): void {
  fc.assert(
    fc.property(values, (value) => {
      expect(roundTrip(shape, value)).toEqual(value);
    }),
  );
}

const anyText = fc.string({ unit: 'grapheme' }).filter((value) => !value.includes('\0') && value.isWellFormed());
const anyUuid = fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => uuidText(bytes));
const anyDomain = fc.record({ name: anyText, uuid: anyUuid, id: fc.integer() });

/** One parameter of each type. */
const anyParameters = fc
  .array(
    fc.oneof(
      fc.record({ name: anyText, type: fc.constant('int' as const), value: fc.integer() }),
      fc.record({ name: anyText, type: fc.constant('uint' as const), value: fc.nat() }),
      fc.record({ name: anyText, type: fc.constant('llong' as const), value: fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n) }),
      fc.record({ name: anyText, type: fc.constant('ullong' as const), value: fc.bigInt(0n, 2n ** 64n - 1n) }),
      fc.record({ name: anyText, type: fc.constant('double' as const), value: fc.double({ noNaN: true }) }),
      fc.record({ name: anyText, type: fc.constant('boolean' as const), value: fc.boolean() }),
      fc.record({ name: anyText, type: fc.constant('string' as const), value: anyText }),
    ),
  )
  .map((entries) => {
    const parameters = new TypedParameters();
    for (const entry of entries) {
      if (entry.type === 'int' || entry.type === 'uint' || entry.type === 'double')
        parameters[entry.type](entry.name, entry.value);
      else if (entry.type === 'llong' || entry.type === 'ullong') parameters[entry.type](entry.name, entry.value);
      else if (entry.type === 'boolean') parameters.boolean(entry.name, entry.value);
      else parameters.string(entry.name, entry.value);
    }
    return parameters;
  });

describe('what is written is read back', () => {
  it('integers', () => {
    holds(int, fc.integer());
    holds(uint, fc.integer({ min: 0, max: 0xffffffff }));
    holds(hyper, fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n));
    holds(uhyper, fc.bigInt(0n, 2n ** 64n - 1n));
    holds(double, fc.double());
    holds(flag, fc.boolean());
  });

  it('texts, bytes, UUIDs', () => {
    holds(text, anyText);
    holds(opaque(1_000), fc.uint8Array({ maxLength: 1_000 }));
    holds(characterList(100), fc.uint8Array({ maxLength: 100 }));
    holds(uuid, anyUuid);
    expect(roundTrip(characters(32), 'x86_64')).toBe('x86_64');
  });

  it('lists, optionals, records', () => {
    holds(list(text, 50), fc.array(anyText, { maxLength: 50 }));
    holds(optional(hyper), fc.option(fc.bigInt(0n, 2n ** 62n)));
    holds(domain, anyDomain);
    holds(
      struct({ a: int, b: optional(list(uint, 9)), c: text }),
      fc.record({ a: fc.integer(), b: fc.option(fc.array(fc.nat(), { maxLength: 9 })), c: anyText }),
    );
  });

  it('typed parameters, with their types', () => {
    fc.assert(
      fc.property(anyDomain, anyParameters, (dom, params) => {
        const back = roundTrip(domainStats, { dom, params });
        expect([...back.params]).toEqual([...params]);
        for (const name of params.names()) expect(back.params.typeOf(name)).toBe(params.typeOf(name));
      }),
    );
  });

  it('texts that share a slot of the cache never take each other’s place', () => {
    const cache = new TextCache();
    const names = Array.from({ length: 20_000 }, (_, index) => `block.${index}.rd.bytes`);
    const wrong = [...names, ...names].filter((name) => {
      const bytes = Buffer.from(`__${name}__`);
      return cache.get(bytes, 2, bytes.length - 4) !== name;
    });
    expect(wrong).toEqual([]);
  });
});

describe('what does not fit is refused', () => {
  it('values out of range', () => {
    for (const value of [-1, 2 ** 32, 1.5, Number.NaN]) expect(() => encode(uint, value)).toThrow(XdrError);
    for (const value of [2 ** 31, -(2 ** 31) - 1]) expect(() => encode(int, value)).toThrow(XdrError);
    for (const value of [2n ** 64n, -1n]) expect(() => encode(uhyper, value)).toThrow(XdrError);
    expect(() => encode(text, 'a\0b')).toThrow(XdrError);
    expect(() => encode(text, 'x'.repeat(4 * 1024 * 1024 + 1))).toThrow(/bound of 4194304/);
    expect(() => encode(uuid, 'not a uuid')).toThrow(XdrError);
    expect(() => encode(list(int, 2), [1, 2, 3])).toThrow(XdrError);
    const parameters = new TypedParameters().uint('cpu_shares', -1);
    expect(() =>
      encode(domainStats, { dom: { name: 'a', uuid: uuidText(Buffer.alloc(16)), id: 1 }, params: parameters }),
    ).toThrow(/cpu_shares/);
  });

  it('lengths over their bound or over what is left, before anything is allocated', () => {
    const claim = (count: number): XdrReader => {
      const bytes = Buffer.alloc(8);
      bytes.writeUInt32BE(count);
      return new XdrReader(bytes);
    };
    expect(() => list(uuid, 1_000_000_000).read(claim(900_000_000))).toThrow(/claims 900000000 items/);
    expect(() => text.read(claim(4 * 1024 * 1024 + 1))).toThrow(/over the bound/);
    expect(() => text.read(claim(5))).toThrow(/are left/);
    expect(() => opaque(100).read(claim(101))).toThrow(/over the bound/);
    expect(() => optional(int).read(claim(2))).toThrow(/neither present nor absent/);
  });

  it('any bytes at all either decode or are refused', () => {
    const shapes = Object.values(procedures).map(
      (row) => (row.kind === 'call' ? row.result : row.message) as Shape<unknown>,
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.integer({ min: 0, max: shapes.length - 1 }), (bytes, index) => {
        try {
          shapes[index]?.read(new XdrReader(Buffer.from(bytes)));
        } catch (error) {
          expect(error).toBeInstanceOf(XdrError);
        }
      }),
      { numRuns: 5_000 },
    );
  });
});

describe('the table of procedures', () => {
  it('has each number once, and a version for each', () => {
    const seen = new Set<string>();
    for (const [name, row] of Object.entries(procedures)) {
      const key = `${row.program}:${row.number}`;
      expect(seen.has(key), `${name} repeats ${key}`).toBe(false);
      seen.add(key);
      expect(row.since, name).toMatch(/^\d+\.\d+\.\d+$/);
    }
    expect(seen.size).toBeGreaterThan(440);
  });

  it('is ordered as libvirt numbers it: a later number never came in an earlier version by a whole era', () => {
    const rows = Object.values(procedures).filter(({ program }) => program === 0x20008086);
    const major = (since: string): number => Number(since.split('.')[0]);
    for (const row of rows) {
      if (row.number > 400) expect(major(row.since)).toBeGreaterThanOrEqual(4);
      if (row.number < 200) expect(major(row.since)).toBe(0);
    }
  });
});
