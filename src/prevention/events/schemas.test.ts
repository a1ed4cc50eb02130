import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { Compile } from 'typebox/compile';
import { defaultRules } from '../rules/load-rules.ts';
import { createScreen } from '../screen/create-screen.ts';
import { Decision } from '../screen/decision.ts';
import { readEvent } from './read-event.ts';
import { SCREEN_SCHEMAS } from './schemas.ts';

const FOLDER = path.join(import.meta.dirname, '..', '..', '..', 'docs', 'schemas');

for (const [name, schema] of Object.entries(SCREEN_SCHEMAS)) {
  test(`docs/schemas/screen-${name}.json is the schema in force`, () => {
    assert.deepEqual(
      JSON.parse(readFileSync(path.join(FOLDER, `screen-${name}.json`), 'utf8')),
      JSON.parse(JSON.stringify(schema)),
      `run: node bin/everydot.js screen --schema ${name} > docs/schemas/screen-${name}.json`,
    );
  });
}

test('every decision fits its schema', () => {
  const rules = defaultRules();
  const validator = Compile(Decision);
  const decisions = rules.document.tests.flatMap(({ events }) => {
    const screen = createScreen({ rules });
    return events.flatMap((event) => screen.take(readEvent(event)));
  });
  assert.ok(decisions.length > 5);
  for (const decision of decisions)
    assert.ok(validator.Check(decision), JSON.stringify(validator.Errors(decision)));
});
