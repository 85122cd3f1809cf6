import { describe, expect, it } from 'vitest';
import { type Kernel, listActivity } from '../kernel/index.ts';
import { temporaryKernel, testActor } from '../testing/temporary-core.ts';
import { archiveCustomer, createCustomer, editCustomer, getCustomer, restoreCustomer } from './index.ts';
import { addCustomer, codeOf, exampleCustomer, exampleFields, makeId, mustBeGranted } from './testing/examples.ts';

const colleague = { kind: 'os-user' as const, name: 'odd' };
const historyOf = async (kernel: Kernel, subjectId: string) =>
  (await listActivity(kernel.reader, { subjectKind: 'customer', subjectId, limit: 50 })).entries;

describe('createCustomer', () => {
  it('creates it whole, once, with one entry in its history and one event', async () => {
    await using core = temporaryKernel();
    const { kernel } = core;
    const { cursor } = kernel.feed.read(undefined, 10);
    const input = exampleCustomer('Met Institute', { reference: 'C-1', tags: { tier: 'gold' } });
    const created = mustBeGranted(await createCustomer(kernel, testActor, input));
    expect(created).toEqual({
      ...input,
      state: 'active',
      mergedIntoId: null,
      revision: 1,
      createdAtMs: core.clock.nowMs(),
      updatedAtMs: core.clock.nowMs(),
      members: [],
      sshKeys: [],
      contacts: [],
      policies: [],
    });
    expect(await getCustomer(kernel, { id: input.id })).toEqual({ ok: true, value: created });
    const [entry] = await historyOf(kernel, input.id);
    expect(entry).toMatchObject({
      actor: testActor,
      command: 'customer.create',
      summary: 'Created the customer Met Institute',
    });
    expect(entry?.changes).toContainEqual({ field: 'billing.city', before: null, after: 'Oslo' });
    expect(entry?.changes).toContainEqual({ field: 'tag:tier', before: null, after: 'gold' });
    expect(kernel.feed.read(cursor, 10).events).toMatchObject([
      { topic: 'customers', change: 'created', subject: { kind: 'customer', id: input.id } },
      { topic: 'activity' },
    ]);
  });

  it('answers the same request again with what is there, and names what differs in another one', async () => {
    await using core = temporaryKernel();
    const input = exampleCustomer('Met Institute', { tags: { tier: 'gold' } });
    const created = await createCustomer(core.kernel, testActor, input);
    expect(await createCustomer(core.kernel, testActor, input)).toEqual(created);
    expect(await historyOf(core.kernel, input.id)).toHaveLength(1);
    const other = { ...input, billing: { ...input.billing, legalName: 'Met AS' }, tags: {} };
    expect(await createCustomer(core.kernel, testActor, other)).toMatchObject({
      ok: false,
      refusal: { code: 'customer.id-taken', message: expect.stringContaining('legal name and tag tier') },
    });
  });

  it('refuses a taken name and a taken reference, each beside its field', async () => {
    await using core = temporaryKernel();
    await addCustomer(core.kernel, 'Tindra Labs', { reference: 'C-1' });
    const both = await createCustomer(core.kernel, testActor, exampleCustomer('TINDRÅ  labs', { reference: 'C-1' }));
    expect(both).toMatchObject({
      ok: false,
      refusal: {
        code: 'customer.name-taken',
        fields: { name: 'This name is taken by Tindra Labs.', reference: 'This reference belongs to Tindra Labs.' },
      },
    });
    expect(codeOf(await createCustomer(core.kernel, testActor, exampleCustomer('Other', { reference: 'C-1' })))).toBe(
      'customer.reference-taken',
    );
    expect(await core.kernel.reader.selectFrom('customer').select('name').execute()).toEqual([{ name: 'Tindra Labs' }]);
  });
});

describe('editCustomer', () => {
  it('writes what changed, and what it was before', async () => {
    await using core = temporaryKernel();
    const { id, revision } = await addCustomer(core.kernel);
    await core.clock.advance(1000);
    const fields = { ...exampleFields('Met Institute Oslo'), notes: 'Pays late' };
    const edited = mustBeGranted(await editCustomer(core.kernel, testActor, { id, revision, ...fields }));
    expect(edited).toMatchObject({
      ...fields,
      revision: 2,
      updatedAtMs: core.clock.nowMs(),
      createdAtMs: core.clock.nowMs() - 1000,
    });
    const [entry] = await historyOf(core.kernel, id);
    expect(entry).toMatchObject({
      command: 'customer.edit',
      summary: 'Changed name and notes of Met Institute',
      changes: [
        { field: 'name', before: 'Met Institute', after: 'Met Institute Oslo' },
        { field: 'notes', before: '', after: 'Pays late' },
      ],
    });
    // The answer was lost and the request comes again, with the revision it had then.
    expect(mustBeGranted(await editCustomer(core.kernel, testActor, { id, revision, ...fields }))).toEqual(edited);
    expect(await historyOf(core.kernel, id)).toHaveLength(2);
  });

  it('refuses when somebody else changed it since, and says who, what and when', async () => {
    await using core = temporaryKernel();
    const { id, revision } = await addCustomer(core.kernel);
    const theirs = exampleFields();
    mustBeGranted(
      await editCustomer(core.kernel, colleague, {
        id,
        revision,
        ...theirs,
        billing: { ...theirs.billing, city: 'Bergen' },
      }),
    );
    expect(await editCustomer(core.kernel, testActor, { id, revision, ...exampleFields('New name') })).toMatchObject({
      ok: false,
      refusal: { code: 'customer.changed-since', reasons: ['odd changed city on 2026-11-20 14:32 UTC.'] },
    });
  });

  it('gives refusals in one order: unknown, state, revision, uniqueness', async () => {
    await using core = temporaryKernel();
    const { kernel } = core;
    await addCustomer(kernel, 'Taken');
    const { id } = await addCustomer(kernel, 'Edited');
    const wrongInAllWays = { id, revision: 99, ...exampleFields('Taken') };
    const edit = async (input: typeof wrongInAllWays) => codeOf(await editCustomer(kernel, testActor, input));
    expect(await edit({ ...wrongInAllWays, id: makeId() })).toBe('customer.unknown');
    await archiveCustomer(kernel, testActor, { id });
    expect(await edit(wrongInAllWays)).toBe('customer.archived');
    await restoreCustomer(kernel, testActor, { id });
    expect(await edit(wrongInAllWays)).toBe('customer.changed-since');
    expect(await edit({ ...wrongInAllWays, revision: 3 })).toBe('customer.name-taken');
    expect(await edit({ ...wrongInAllWays, revision: 3, name: 'Free' })).toBe('granted');
  });
});

describe('archiveCustomer and restoreCustomer', () => {
  it('archive and restore, once each, and are content when it is so already', async () => {
    await using core = temporaryKernel();
    const { kernel } = core;
    const { id } = await addCustomer(kernel);
    for (const [command, state] of [
      [archiveCustomer, 'archived'],
      [restoreCustomer, 'active'],
    ] as const) {
      const changed = mustBeGranted(await command(kernel, testActor, { id }));
      expect(changed.state).toBe(state);
      expect(mustBeGranted(await command(kernel, testActor, { id }))).toEqual(changed);
    }
    expect((await historyOf(kernel, id)).map((entry) => entry.command)).toEqual([
      'customer.restore',
      'customer.archive',
      'customer.create',
    ]);
  });

  it('free the name but keep the reference of what is archived', async () => {
    await using core = temporaryKernel();
    const { kernel } = core;
    const { id } = await addCustomer(kernel, 'Polar Render', { reference: 'C-1' });
    await archiveCustomer(kernel, testActor, { id });
    expect(codeOf(await createCustomer(kernel, testActor, exampleCustomer('Polar Render', { reference: 'C-1' })))).toBe(
      'customer.reference-taken',
    );
    await addCustomer(kernel, 'Polar Render', { reference: 'C-2' });
    expect(codeOf(await restoreCustomer(kernel, testActor, { id }))).toBe('customer.name-taken');
  });

  it('refuse what is not there', async () => {
    await using core = temporaryKernel();
    expect(codeOf(await archiveCustomer(core.kernel, testActor, { id: makeId() }))).toBe('customer.unknown');
    expect(codeOf(await restoreCustomer(core.kernel, testActor, { id: makeId() }))).toBe('customer.unknown');
    expect(codeOf(await getCustomer(core.kernel, { id: makeId() }))).toBe('customer.unknown');
  });
});
