import { describe, expect, it } from 'vitest';
import type { ImportPreview } from '../../../../shared/contract/index.ts';
import { listActivity, listDecisions, listNotifications } from '../../kernel/index.ts';
import { temporaryKernel, testActor } from '../../testing/temporary-core.ts';
import { archiveCustomer } from '../archive-customer.ts';
import { addCustomer, codeOf, makeId, mustBeGranted } from '../testing/examples.ts';
import { catalogOf, preview, runImport } from '../testing/imports.ts';
import { importCustomers } from './import-customers.ts';
import { rowsAPiece } from './import-file.ts';
import { previewImport } from './preview-import.ts';

const outcomes = ({ rows }: ImportPreview) =>
  rows.map((row) => `${row.line} ${row.action} ${row.errors.map(({ message }) => message).join(' ')}`.trim());

describe('a CSV import', () => {
  it('creates customers with all that the file says, and keeps cells that look like formulas as text', async () => {
    await using core = temporaryKernel();
    const csv =
      'Name;Number;Country;Currency;Payment terms;Shoe size;tag:tier\r\n"=SUM(1;2)";C-1;no;nok;net 14;44;gold\r\n+47 Web;;;;;;\r\n';
    expect(await preview(core.kernel, csv)).toMatchObject({
      columns: [
        { field: 'name' },
        { field: 'reference' },
        {},
        {},
        {},
        { header: 'Shoe size', field: null },
        { field: 'tag:tier' },
      ],
      counts: { create: 2, update: 0, unchanged: 0, refused: 0 },
      truncated: false,
    });
    expect(await runImport(core.kernel, csv)).toMatchObject({
      state: 'done',
      result: '2 created, 0 updated, 0 unchanged, 0 refused.',
    });
    const { customers, tags } = await catalogOf(core.kernel);
    expect(customers).toMatchObject([
      { name: '+47 Web', currency: 'EUR', timeZone: 'UTC', paymentTermsDays: 30 },
      { name: '=SUM(1;2)', reference: 'C-1', countryCode: 'NO', currency: 'NOK', paymentTermsDays: 14 },
    ]);
    expect(tags).toEqual([{ nameKey: '=sum(1;2)', key: 'tier', value: 'gold' }]);
  });

  it('says row by row and column by column what can not be taken, with the line in the file', async () => {
    await using core = temporaryKernel();
    await addCustomer(core.kernel, 'Archived', { reference: 'R-9' }).then(({ id }) =>
      archiveCustomer(core.kernel, testActor, { id }),
    );
    await addCustomer(core.kernel, 'Held', { reference: 'R-1' });
    const csv = [
      'name,reference,currency,city,notes',
      'A,R-2,EUR,"two',
      'lines",',
      ',R-3,EUR,,',
      'B,R-2,,,',
      'a,R-4,,,',
      'C,R-9,,,',
      'Held,R-5,,,',
      'D,,kroner,,',
      'E,,,,,surplus',
      'F,,,\ufffd,',
    ].join('\n');
    expect(outcomes(await preview(core.kernel, csv))).toEqual([
      '2 refused Line breaks and control characters are not allowed.',
      '4 refused A name is needed.',
      '5 create',
      '6 create',
      '7 refused Archived has this reference and is archived. Restore it first.',
      '8 refused Held is there already with the reference R-1.',
      '9 refused Three capital letters, such as EUR.',
      '10 refused The row has 6 fields and the header 5.',
      '11 refused Holds a character that could not be read. Save the file as UTF-8.',
    ]);
    const twice = 'name,reference\nA,R-2\nB,R-2\nÅ,\nHeld,\nNew name,R-1\n';
    expect(outcomes(await preview(core.kernel, twice))).toEqual([
      '2 create',
      '3 refused Line 2 has the same reference.',
      '4 refused Line 2 has the same name.',
      '5 unchanged',
      '6 refused Line 5 is the same customer.',
    ]);
  });

  it('calls a column as the file does, and counts as people write', async () => {
    await using core = temporaryKernel();
    await addCustomer(core.kernel, 'Held', { reference: 'R-1' });
    await addCustomer(core.kernel, 'Full', { tags: Object.fromEntries([...Array(50)].map((_, i) => [`t${i}`, ''])) });
    const { rows } = await preview(
      core.kernel,
      'Account;Customer no;tag:more\nA;R-2;\na;;\nB;R-2;\nHeld;R-5;\nFull;;x\n;R-6;\n',
    );
    expect(rows.map(({ line, errors }) => [line, ...errors.map(({ column }) => column)])).toEqual([
      [2],
      [3, 'Account'],
      [4, 'Customer no'],
      [5, 'Customer no'],
      [6, ''],
      [7, 'Account'],
    ]);
    const withoutReference = await preview(core.kernel, 'Account\nheld\nHELD\n');
    expect(withoutReference.rows[1]?.errors).toMatchObject([{ column: 'Account' }]);
    const csv = `name\n${Array.from({ length: 1200 }, (_, index) => `Customer ${index}`).join('\n')}`;
    expect(await runImport(core.kernel, csv)).toMatchObject({
      result: '1,200 created, 0 updated, 0 unchanged, 0 refused.',
    });
  });

  it('refuses another file, or other options, under the id of a job that is known', async () => {
    await using core = temporaryKernel();
    const ask = (id: string, csv: string, updateExisting = false) =>
      importCustomers(core.kernel, testActor, { id, csv, updateExisting });
    const id = makeId();
    mustBeGranted(await ask(id, 'name\nA\n'));
    expect(mustBeGranted(await ask(id, 'name\nA\n'))).toEqual({ jobId: id });
    expect(codeOf(await ask(id, 'name\nB\n'))).toBe('job.id-taken');
    expect(codeOf(await ask(id, 'name\nA\n', true))).toBe('job.id-taken');
    await core.kernel.jobs.ended(id);
    expect((await catalogOf(core.kernel)).customers.map(({ name }) => name)).toEqual(['A']);
  });

  it('updates only when asked to, and never clears a field by an empty cell', async () => {
    await using core = temporaryKernel();
    await addCustomer(core.kernel, 'Met Institute', { reference: 'R-1', tags: { tier: 'gold' } });
    const csv = 'name,reference,city,invoice email,tag:tier,tag:env\nMet Institute,R-1,Bergen,,,test\n';
    expect(outcomes(await preview(core.kernel, csv, false))).toEqual([
      '2 refused It is there already and differs in city and tag env. Updating existing customers is off.',
    ]);
    expect((await preview(core.kernel, csv)).rows).toMatchObject([
      { action: 'update', changes: ['city: Oslo → Bergen', 'tag env: empty → test'] },
    ]);
    await runImport(core.kernel, csv);
    const { customers, tags } = await catalogOf(core.kernel);
    expect(customers).toMatchObject([{ city: 'Bergen', invoiceEmail: 'invoices@met.example', revision: 2 }]);
    expect(tags).toMatchObject([{ key: 'env' }, { key: 'tier', value: 'gold' }]);
    expect(await preview(core.kernel, csv, false)).toMatchObject({ counts: { unchanged: 1, refused: 0 } });
  });

  it('ends with one notification and one decision that names the refused rows', async () => {
    await using core = temporaryKernel();
    await runImport(core.kernel, 'name,currency\nA,EUR\nB,kroner\n');
    const { decisions } = await listDecisions(core.kernel.reader, { limit: 10 });
    expect(decisions).toMatchObject([
      {
        kind: 'import v1',
        outcome: 'granted-in-part',
        reasons: ['Line 3: currency Three capital letters, such as EUR.'],
        inputs: { created: 1, refused: 1 },
      },
    ]);
    const { notifications } = await listNotifications(core.kernel.reader, core.clock.nowMs(), 10);
    expect(notifications).toMatchObject([
      { severity: 'caution', body: '1 created, 0 updated, 0 unchanged, 1 refused.' },
    ]);
    const { entries } = await listActivity(core.kernel.reader, { limit: 10 });
    expect(entries.map((entry) => entry.command)).toEqual(['customer.import-end', 'customer.import']);
  });

  it('keeps what was imported before it was cancelled, and goes on when the file comes again', async () => {
    await using core = temporaryKernel();
    const csv = `name\n${Array.from({ length: 900 }, (_, index) => `Customer ${index}`).join('\n')}`;
    const id = makeId();
    mustBeGranted(await importCustomers(core.kernel, testActor, { id, csv, updateExisting: false }));
    mustBeGranted(await core.kernel.jobs.cancel(testActor, id));
    const job = await core.kernel.jobs.ended(id);
    expect(job).toMatchObject({
      state: 'cancelled',
      result: `${rowsAPiece} created, 0 updated, 0 unchanged, 0 refused.`,
    });
    expect(await runImport(core.kernel, csv)).toMatchObject({
      result: `${900 - rowsAPiece} created, 0 updated, ${rowsAPiece} unchanged, 0 refused.`,
    });
    expect(await runImport(core.kernel, csv)).toMatchObject({
      result: '0 created, 0 updated, 900 unchanged, 0 refused.',
    });
  });

  it('shows the first rows and the first refused ones of a long file, and counts them all', async () => {
    await using core = temporaryKernel();
    const lines = Array.from({ length: 1200 }, (_, index) =>
      index < 700 ? `Customer ${index},` : `Customer ${index},kroner`,
    );
    const { counts, rows, truncated } = await preview(core.kernel, `name,currency\n${lines.join('\n')}`);
    expect({ counts, truncated }).toEqual({
      counts: { create: 700, update: 0, unchanged: 0, refused: 500 },
      truncated: true,
    });
    expect(rows).toHaveLength(400);
    expect(rows[200]?.line).toBe(702);
  });

  it('refuses a file that is no list of customers', async () => {
    await using core = temporaryKernel();
    expect(codeOf(await previewImport(core.kernel, { csv: '', updateExisting: false }))).toBe('import.empty');
    expect(codeOf(await previewImport(core.kernel, { csv: '\n'.repeat(250_001), updateExisting: false }))).toBe(
      'import.too-many-lines',
    );
    expect(
      codeOf(await importCustomers(core.kernel, testActor, { id: makeId(), csv: '"name', updateExisting: false })),
    ).toBe('import.bad-header');
    expect(core.kernel.jobs.list()).toEqual([]);
  });
});
