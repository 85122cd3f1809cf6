import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contract } from '../../../shared/contract/index.ts';
import { temporaryKernel, testActor } from '../testing/temporary-core.ts';
import { createCustomer, getCustomer, listCustomers, setTags, tagsOf } from './index.ts';
import { nameKey } from './name-key.ts';
import { exampleFields, makeId, mustBeGranted } from './testing/examples.ts';

/** What people and programs put into text fields to break things, and what breaks by accident. */
const nasty = [
  "'; drop table customer; --",
  '" or ""="',
  '<script>alert(1)</script>',
  "=cmd|' /C calc'!A0",
  '@SUM(1)',
  '../../etc/passwd',
  '%s%n',
  '#{7*7}',
  '{{constructor}}',
  '__proto__',
  'constructor',
  'null',
  'NaN',
  '\u202egnp.exe',
  '\u200b\u200d',
  '\u0000end',
  'line\nbreak',
  'tab\there',
  '\ud800 alone',
  'alone \udfff',
  '\ufeffmark',
  '\ufffd',
  'e\u0301\u0323'.repeat(30),
  '👩‍👩‍👧‍👦',
  '𝕳𝖊𝖑𝖑𝖔',
  'ﷺ',
  'İı',
  'مرحبا',
  'नमस्ते',
  '\\',
  '%',
  '_',
  'x'.repeat(121),
];
const texts = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(...nasty) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 125 }) },
  { weight: 1, arbitrary: fc.string({ unit: fc.nat(0xffff).map((code) => String.fromCharCode(code)), maxLength: 40 }) },
  {
    weight: 2,
    arbitrary: fc.tuple(fc.constantFrom(...nasty), fc.string({ unit: 'grapheme' })).map((parts) => parts.join(' ')),
  },
);

describe('2,000 hostile texts', () => {
  it('as names and notes are refused by the contract or read back as they are', async () => {
    await using core = temporaryKernel();
    const schema = contract.customers.create['~orpc'].inputSchema;
    const taken = new Set<string>();
    let stored = 0;
    for (const [index, text] of fc.sample(texts, { numRuns: 1000, seed: 7 }).entries()) {
      // What can't be a name may still be a note.
      const [asName, asNote] = [text, `Customer ${index}`].map((name) =>
        schema?.safeParse({ ...exampleFields(name), notes: text, id: makeId() }),
      );
      const parsed = asName?.success === true ? asName : asNote;
      if (parsed?.success !== true || taken.has(nameKey(parsed.data.name))) continue;
      taken.add(nameKey(parsed.data.name));
      const { id } = mustBeGranted(await createCustomer(core.kernel, testActor, parsed.data));
      const read = mustBeGranted(await getCustomer(core.kernel, { id }));
      expect(read).toMatchObject({ name: parsed === asName ? text.trim() : parsed.data.name, notes: text });
      stored += 1;
      if (stored % 4 !== 0) continue;
      const { rows } = await listCustomers(core.kernel, {
        text: read.name,
        state: 'any',
        sortBy: 'name',
        sortDirection: 'ascending',
        offset: 0,
        limit: 1000,
      });
      expect(rows.map((row) => row.id)).toContain(id);
    }
    // Enough of them get through to the table for this to say something about it.
    expect(stored).toBeGreaterThan(300);
  });

  it('as tags are refused by the contract or read back as they are', async () => {
    await using core = temporaryKernel();
    const schema = contract.tags.set['~orpc'].inputSchema;
    let stored = 0;
    for (const [key, value] of fc.sample(fc.tuple(fc.oneof(texts, fc.constantFrom('env', 'Kostnad', 'ключ')), texts), {
      numRuns: 1000,
      seed: 8,
    })) {
      const subject = { kind: 'host', id: 'h1' };
      const parsed = schema?.safeParse({ ...subject, tags: Object.fromEntries([[key, value]]) });
      // The schema passes over this key instead of refusing it, as it does everywhere.
      if (parsed?.success !== true || key.trim() === '__proto__') continue;
      mustBeGranted(await setTags(core.kernel, testActor, parsed.data));
      const read = await tagsOf(core.kernel, subject);
      expect(Object.entries(read)).toEqual(Object.entries(parsed.data.tags));
      // The contract may trim; it may not lose the tag or turn it into another.
      expect(Object.entries(read)).toEqual([[key.trim(), value.trim()]]);
      stored += 1;
    }
    expect(stored).toBeGreaterThan(100);
  });
});
