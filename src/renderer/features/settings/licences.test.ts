import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { licences } from './licences.ts';

const root = join(import.meta.dirname, '../../../..');
const read = (...path: string[]) => JSON.parse(readFileSync(join(root, ...path), 'utf8'));

test.each(licences)('$name is under $licence', ({ name, licence }) => {
  expect(read('node_modules', name, 'package.json').license).toBe(licence);
});

test('every part that is listed is one of ours', () => {
  const { dependencies, devDependencies } = read('package.json');
  const known = new Set(Object.keys({ ...dependencies, ...devDependencies }));
  expect(licences.filter(({ name }) => !known.has(name))).toEqual([]);
});
