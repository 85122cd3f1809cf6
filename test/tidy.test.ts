import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { mask } from './tidy/mask.ts';
import { describeFinding, type Rule } from './tidy/rule.ts';
import { coreRules } from './tidy/rules/core.ts';
import { namingRules } from './tidy/rules/naming.ts';
import { packageRules } from './tidy/rules/packages.ts';
import { testRules } from './tidy/rules/tests.ts';
import { wordingRules } from './tidy/rules/wording.ts';
import { readTree, treeOf } from './tidy/tree.ts';

const rules: readonly Rule[] = [...wordingRules, ...namingRules, ...coreRules, ...testRules, ...packageRules];
const tree = readTree(dirname(dirname(fileURLToPath(import.meta.url))));

test('the tree that is looked at is this repository', () => {
  const paths = tree.map(({ path }) => path);
  expect(paths).toEqual(expect.arrayContaining(['package.json', 'package-lock.json', 'test/tidy.test.ts']));
  expect(paths.filter((path) => path.startsWith('src/')).length).toBeGreaterThan(20);
  expect(paths.some((path) => path.includes('node_modules/'))).toBe(false);
});

describe.each(rules)('$name', (rule) => {
  test('holds in this repository', () => {
    const found = rule.find(tree).map(describeFinding);
    expect(found, `${rule.name}. ${rule.instead}`).toEqual([]);
  });

  test.each(rule.bad)('bites: %j', (files) => {
    expect(rule.find(treeOf(files))).not.toEqual([]);
  });

  test('lets pass what is right', () => {
    expect(rule.find(treeOf(rule.good)).map(describeFinding)).toEqual([]);
  });
});

describe('what counts as code', () => {
  test.each([
    ['a line comment', 'a(); // b()\nc();', 'a();       \nc();'],
    ['a block comment', 'a(/* b */);', 'a(       );'],
    ['a string', "say('b()') + c", "say('   ') + c"],
    ['an escaped quote', "say('it\\'s') + c", "say('     ') + c"],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the text of a template, as the file has it.
    ['a template and the code in its hole', 'x = `a ${b(`in ${c}`)} d` + e', 'x = `   {b(`    {c}`)}  ` + e'],
    ['a regex', 'x = /[/"]/.test(y)', 'x = /    /.test(y)'],
    ['a division', 'x = a / b / c', 'x = a / b / c'],
    ['an apostrophe between tags', "<p>it's</p>\nf('a')", "<p>it's</p>\nf(' ')"],
  ])('%s', (_, text, code) => {
    expect(mask(text).code).toBe(code);
  });
});
