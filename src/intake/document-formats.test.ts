import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { ADAPTERS } from './adapters.ts';
import { PAYMENT_INDICATORS } from './bank-report-indicators.ts';
import { COLUMNS } from './hotline-csv-columns.ts';
import { FORM_FIELDS } from './public-form-fields.ts';

test('docs/document-formats.md names every format, media type, column, form field and indicator', () => {
  const page = readFileSync(path.join(import.meta.dirname, '../../docs/document-formats.md'), 'utf8');
  const kebab = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const words = [
    ...ADAPTERS.flatMap(({ name, mediaTypes }) => [name, ...mediaTypes.slice(0, 1)]),
    ...Object.values(COLUMNS).flatMap(({ names }) => names),
    ...Object.values(FORM_FIELDS).flatMap(({ names }) => names.map(kebab)),
    ...Object.keys(PAYMENT_INDICATORS),
  ];
  assert.deepEqual(
    words.filter((word) => !page.includes(`\`${word}\``)),
    [],
  );
});
