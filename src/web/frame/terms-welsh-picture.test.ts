import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ABROAD_RISKS, breaksOf, CATALOGUE, type Definition, FIGURE_GROUPS } from '../../picture/index.ts';
import { FORCE_SIZES, SCHEMES, SCOPES } from '../../returns/index.ts';
import { cy } from '../words.ts';
import { termsIn } from './terms.ts';

const DEFINITIONS: Definition[] = [...Object.values(CATALOGUE.records), ...Object.values(CATALOGUE.returns)];
const IDS = [...Object.keys(CATALOGUE.records), ...Object.keys(CATALOGUE.returns)];

const SHOWN: Record<string, readonly string[]> = {
  titles: DEFINITIONS.map(({ title }) => title),
  definitions: DEFINITIONS.map(({ definition }) => definition),
  provenances: DEFINITIONS.map(({ provenance }) => provenance),
  groups: Object.values(FIGURE_GROUPS).map(({ label }) => label),
  sizes: Object.values(FORCE_SIZES).map(({ label }) => label),
  scopes: Object.values(SCOPES).map(({ label }) => label),
  risks: Object.values(ABROAD_RISKS).map(({ label }) => label),
  breaks: IDS.flatMap((id) => [...breaksOf(id, 'records'), ...breaksOf(id, 'returns')]).map(
    ({ what }) => what,
  ),
  questions: SCHEMES.flatMap(({ questions }) => questions.map(({ title }) => title)),
};

for (const [name, labels] of Object.entries(SHOWN))
  test(`the ${name} of figures have their Welsh`, () => {
    const { say } = termsIn(cy);
    assert.deepEqual(
      [...new Set(labels)].filter((label) => say(label) === label),
      [],
    );
  });
