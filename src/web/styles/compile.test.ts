import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { COMPILED, compileStyles } from './compile.ts';

test('the committed style sheet is the compiled one (npm run styles)', async () => {
  assert.equal(await readFile(COMPILED, 'utf8'), compileStyles());
});

test('the style sheet names no typeface and no file that is licensed to gov.uk only, and fetches nothing', () => {
  assert.doesNotMatch(compileStyles(), /GDS Transport|crown|@font-face|url\((?!["']?data:)/i);
});
