import { isTest, isTypeScript, matches, type Rule } from '../rule.ts';
import type { Tree } from '../tree.ts';

const isCore = (path: string): boolean => path.startsWith('src/main/core/') && isTypeScript(path) && !isTest(path);
const mayTouchTheWorld = /^src\/main\/core\/(kernel|adapters)\/|^src\/main\/core\/index\.ts$/;
/** Drivers are imported by the composition root one by one, and helpers of tests by tests only. */
const noModules = ['adapters', 'testing'];
const isWindow = (path: string): boolean => path.startsWith('src/renderer/') && isTypeScript(path) && !isTest(path);

export const coreRules: readonly Rule[] = [
  {
    name: 'no clock, chance or fresh ids in core',
    instead:
      'Take the time, the seed and the id from the input; the kernel injects the clock and the caller makes the id.',
    find: matches(
      'code',
      (path) => isCore(path) && !mayTouchTheWorld.test(path),
      /\bDate\.now\(|\bnew Date\(\s*\)|\bMath\.random\(|\brandomUUID\(|\bperformance\.now\(/,
    ),
    bad: [
      { 'src/main/core/billing/rate.ts': 'const now = Date.now();' },
      { 'src/main/core/customers/create.ts': 'const id = crypto.randomUUID();' },
      { 'src/main/core/capacity/place.ts': 'if (Math.random() > 0.5) return;' },
      { 'src/main/core/capacity/plan.ts': 'const today = new Date();' },
    ],
    good: {
      'src/main/core/kernel/clock.ts': 'export const clock = { nowMs: () => Date.now() };',
      'src/main/core/billing/rate.ts': 'const month = new Date(input.nowMs); // not Date.now()',
    },
  },
  {
    name: 'no console in core and window',
    instead: 'Log with the logger that core is given; the window shows what concerns the operator, or says nothing.',
    find: matches('code', (path) => isCore(path) || isWindow(path), /\bconsole\.(?:log|info|warn|error|debug|trace)\(/),
    bad: [
      { 'src/main/core/customers/create.ts': "console.log('made');" },
      { 'src/renderer/app/client.ts': 'console.error(reason);' },
    ],
    good: { 'src/main/core/customers/create.ts': "log.info('made'); // console.log(" },
  },
  {
    name: 'every module of core has an index.ts',
    instead: 'Say in index.ts what other modules may use; they can import nothing else.',
    find: modulesWithoutIndex,
    bad: [{ 'src/main/core/licences/model.ts': '', 'src/main/core/licences/store.ts': '' }],
    good: {
      'src/main/core/licences/index.ts': '',
      'src/main/core/adapters/ssh/connect.ts': '',
      'src/main/core/router.ts': '',
    },
  },
  {
    name: 'tables are STRICT',
    instead: 'End the table with strict: `.modifyEnd(sql`strict`)`, or `create table … ) strict`.',
    find: (tree) =>
      tree
        .filter(
          ({ path }) =>
            /^src\/main\/core\/adapters\/sqlite\/.*migrations\//.test(path) && isTypeScript(path) && !isTest(path),
        )
        .flatMap((file) => {
          const count = (pattern: RegExp): number => file.withStrings.match(pattern)?.length ?? 0;
          const tables = count(/\.createTable\(|\bcreate\s+table\b/gi);
          const strict = count(/\bstrict\b/gi);
          return tables > strict ? [{ path: file.path, what: `${tables} tables of which ${strict} are strict` }] : [];
        }),
    bad: [
      { 'src/main/core/adapters/sqlite/migrations/0001-a.ts': 'await sql`create table a (id text) `.execute(db);' },
      { 'src/main/core/adapters/sqlite/migrations/0002-b.ts': "await db.schema.createTable('b').execute();" },
    ],
    good: {
      'src/main/core/adapters/sqlite/migrations/0001-a.ts': 'await sql`create table a (id text) strict`.execute(db);',
      'src/main/core/adapters/sqlite/migrations/0002-b.ts': "db.schema.createTable('b').modifyEnd(sql`strict`);",
    },
  },
];

function modulesWithoutIndex(tree: Tree) {
  const paths = new Set(tree.map(({ path }) => path));
  const folders = [...paths].flatMap((path) => /^src\/main\/core\/([^/]+)\//.exec(path)?.[1] ?? []);
  return [...new Set(folders)]
    .filter((folder) => !noModules.includes(folder) && !paths.has(`src/main/core/${folder}/index.ts`))
    .map((folder) => ({ path: `src/main/core/${folder}`, what: 'no index.ts' }));
}
