import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTag, withoutTag, withTag } from './tag-text.ts';

describe('tags', () => {
  it('are a key and a value, which may be empty or hold another =', () => {
    expect(parseTag(' team = physics ')).toEqual({ ok: true, tag: { key: 'team', value: 'physics' } });
    expect(parseTag('query=a=b')).toEqual({ ok: true, tag: { key: 'query', value: 'a=b' } });
    expect(parseTag('spare=')).toEqual({ ok: true, tag: { key: 'spare', value: '' } });
  });

  it.each(['team', '=physics', 'my team=x', '-x=1', `${'k'.repeat(65)}=1`, `k=${'v'.repeat(257)}`])(
    'refuse %s with a reason',
    (text) => {
      const parsed = parseTag(text);
      expect(parsed.ok).toBe(false);
      if (!parsed.ok) expect(parsed.reason).toMatch(/\.$/);
    },
  );

  it('hold each key once, in order, whatever is set', () => {
    const tag = fc.record({ key: fc.stringMatching(/^[a-z]{1,3}$/), value: fc.string() });
    fc.assert(
      fc.property(fc.array(tag), (sets) => {
        const tags = sets.reduce<{ key: string; value: string }[]>(withTag, []);
        const keys = tags.map((one) => one.key);
        expect(keys).toEqual([...new Set(keys)].sort());
        for (const { key, value } of tags) {
          expect(value).toBe(sets.findLast((one) => one.key === key)?.value);
          expect(withoutTag(tags, key)).toHaveLength(tags.length - 1);
        }
      }),
    );
  });
});
