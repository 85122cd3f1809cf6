import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Customer } from '../../../../shared/contract/index.ts';
import { fieldPathOf, toColumns } from '../model.ts';
import { nameKey } from '../name-key.ts';
import { codeOf, exampleFields, mustBeGranted } from '../testing/examples.ts';
import { decideMerge } from './decide-merge.ts';

const memberOf = (side: string) => (email: string, index: number) => ({
  id: `${side}-m${index}`,
  name: 'Ida Berg',
  email,
  role: 'viewer' as const,
  createdAtMs: 0,
});
const emails = fc.uniqueArray(
  fc.constantFrom('a@x.example', 'B@x.example', 'b@x.example', 'c@x.example', 'd@x.example'),
  { selector: nameKey },
);
const text = fc.constantFrom('', 'one', 'two');

const customers = (side: 'keep' | 'remove'): fc.Arbitrary<Customer> =>
  fc
    .record({
      city: text,
      taxId: text,
      notes: text,
      reference: text,
      tags: fc.dictionary(fc.constantFrom('env', 'tier', 'constructor'), text, { noNullPrototype: true }),
      emails,
      prints: fc.subarray(['p1', 'p2', 'p3']),
      contacts: fc.subarray(['Kari', 'Ola']),
      everyMember: fc.boolean(),
      hasPolicy: fc.boolean(),
    })
    .map(({ city, taxId, notes, reference, tags, emails, prints, contacts, everyMember, hasPolicy }) => {
      const fields = exampleFields(side);
      const members = emails.map(memberOf(side));
      return {
        ...fields,
        notes,
        reference,
        billing: { ...fields.billing, city, taxId },
        id: side,
        state: 'active',
        mergedIntoId: null,
        revision: 1,
        createdAtMs: 0,
        updatedAtMs: 0,
        tags,
        members,
        sshKeys: prints.map((fingerprint) => ({
          id: `${side}-${fingerprint}`,
          name: '',
          memberId: members[0]?.id ?? null,
          algorithm: 'ssh-ed25519',
          bits: 256,
          fingerprint,
          publicKey: fingerprint,
          createdAtMs: 0,
        })),
        contacts: contacts.map((name) => ({ id: `${side}-${name}`, name, role: '', email: '', phone: '' })),
        policies: hasPolicy
          ? [
              {
                id: `${side}-policy`,
                name: 'Run',
                effect: 'allow',
                principals: { everyMember, roles: [], memberIds: members.map(({ id }) => id) },
                actions: ['*'],
                resources: { kind: '*', ids: [side], tags: {} },
                createdAtMs: 0,
              },
            ]
          : [],
      };
    });

describe('decideMerge', () => {
  it('loses no member, key, contact, tag or policy: each moves, or is a double of one that stays', () => {
    fc.assert(
      fc.property(customers('keep'), customers('remove'), (keep, remove) => {
        const decision = mustBeGranted(decideMerge(keep, remove, {}));
        const emailsAfter = [
          ...keep.members,
          ...remove.members.filter(({ id }) => decision.moved.members.includes(id)),
        ].map(({ email }) => nameKey(email));
        expect(new Set(emailsAfter)).toEqual(
          new Set([...keep.members, ...remove.members].map(({ email }) => nameKey(email))),
        );
        expect(new Set(emailsAfter).size).toBe(emailsAfter.length);

        const printsAfter = [
          ...keep.sshKeys,
          ...remove.sshKeys.filter(({ id }) => decision.moved.sshKeys.includes(id)),
        ].map(({ fingerprint }) => fingerprint);
        expect(printsAfter.toSorted()).toEqual(
          [...new Set([...keep.sshKeys, ...remove.sshKeys].map(({ fingerprint }) => fingerprint))].toSorted(),
        );

        expect(decision.moved.contacts.length + decision.doubles.contacts.length).toBe(remove.contacts.length);
        expect(decision.moved.policies.length + decision.doubles.policies.length).toBe(remove.policies.length);
        expect(decision.tags).toEqual({ ...remove.tags, ...keep.tags });

        // A policy goes on naming the same people, and only people who are there.
        const idsAfter = new Set([...keep.members.map(({ id }) => id), ...decision.moved.members]);
        const emailOf = new Map([...keep.members, ...remove.members].map(({ id, email }) => [id, nameKey(email)]));
        for (const policy of decision.moved.policies) {
          const before = remove.policies.find(({ id }) => id === policy.id);
          expect(policy.principals.memberIds.every((id) => idsAfter.has(id))).toBe(true);
          expect(policy.principals.memberIds.map((id) => emailOf.get(id))).toEqual(
            before?.principals.memberIds.map((id) => emailOf.get(id)),
          );
          expect(policy.resources.ids).toEqual(['keep']);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('leaves no field empty that either had, and gives each difference a reason', () => {
    fc.assert(
      fc.property(customers('keep'), customers('remove'), (keep, remove) => {
        const decision = mustBeGranted(decideMerge(keep, remove, {}));
        const [before, other] = [toColumns(keep), toColumns(remove)];
        for (const column of ['city', 'taxId', 'notes', 'reference', 'name'] as const) {
          expect(decision.columns[column]).toBe(before[column] === '' ? other[column] : before[column]);
          expect(decision.fields.some(({ field }) => field === fieldPathOf(column))).toBe(
            before[column] !== other[column],
          );
        }
        expect(decision.fields.every(({ reason }) => reason !== '')).toBe(true);
      }),
    );
  });

  it('follows the choices, also one for the emptier value', () => {
    fc.assert(
      fc.property(customers('keep'), customers('remove'), (keep, remove) => {
        const decision = mustBeGranted(decideMerge(keep, remove, { 'billing.city': 'take', notes: 'keep' }));
        expect(decision.columns.city).toBe(remove.billing.city);
        expect(decision.columns.notes).toBe(keep.notes);
        expect(codeOf(decideMerge(keep, remove, { 'shoe size': 'take' }))).toBe('merge.unknown-field');
      }),
    );
  });
});
