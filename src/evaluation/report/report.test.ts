import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SHIPPED_INSTRUMENTS } from '../../assessment/index.ts';
import { makeCohort } from '../cohort/make-cohort.ts';
import { validateVersion } from '../outcomes/validate-version.ts';
import { composeReport } from './compose-report.ts';
import { renderReport } from './render-report.ts';
import type { ValidationFacts } from './validation-blocks.ts';

const [DOCUMENT] = SHIPPED_INSTRUMENTS;
const BANDS = ['low', 'high'];

function facts(cases: number): ValidationFacts {
  const scored = makeCohort({ cases, baseRate: 0.3, seed: 2 }).map(
    ({ id, outcome, probability, suspectSex }) => ({
      pseudonym: id,
      score: probability > 0.3 ? 2 : 1,
      band: probability > 0.3 ? 'high' : 'low',
      outcome,
      weight: 1,
      group: suspectSex,
      probability,
      outsidePopulation: suspectSex === 'female',
      sampled: false,
      assessedAt: new Date(0),
    }),
  );
  return {
    validation: validateVersion(scored, { bands: BANDS, flaggedFrom: 'high', baseRates: [0.05] }),
    definition: 'contact-abuse',
    outcomeName: '',
    period: { from: '2026-01-01', to: '2026-06-30' },
    leftOut: 3,
    localBaseRate: 0.05,
    bandLabel: (code) => code,
  };
}

const page = (input: { facts: ValidationFacts | null; language?: 'en' | 'cy' }) =>
  renderReport(
    composeReport(
      { title: 'x', version: '1', document: DOCUMENT!, facts: input.facts, day: '2026-11-22' },
      input.language ?? 'en',
    ),
  );

test('a model card says what it is, whom it is for and what it does not predict, before any figure', () => {
  const html = page({ facts: null });
  for (const said of [
    'It has not been validated',
    'does not predict what anybody will do',
    'development sample, cut-off not published',
    'give 78.3 %',
    'This instrument is not KIRAT',
    'A named person decides',
  ])
    assert.ok(html.includes(said), said);
  assert.doesNotMatch(html, /undefined|NaN|\[object/);
});

test('a validation shows each chart with its figures as a table, and every heading has its own place', () => {
  const html = page({ facts: facts(2000) });
  assert.equal(html.match(/<svg/g)?.length, 3);
  assert.ok(html.match(/<table/g)!.length >= 8);
  const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
  assert.equal(new Set(ids).size, ids.length);
  assert.doesNotMatch(html, /undefined|NaN|Infinity|\[object/);
  assert.match(html, /5\.0 % \(local\)/);
});

test('in Welsh no English sentence of the report is left', () => {
  const [english, welsh] = [page({ facts: facts(2000) }), page({ facts: facts(2000), language: 'cy' })];
  assert.match(welsh, /<html lang="cy">/);
  const headings = (html: string) => [...html.matchAll(/<h[123][^>]*>([^<]+)</g)].map(([, text]) => text!);
  const shared = headings(english).filter((one) => headings(welsh).includes(one));
  assert.deepEqual(shared, []);
});

test('with too few outcomes no figure is shown, and it is said why', () => {
  const html = page({ facts: facts(25) });
  assert.match(html, /Too few outcomes: fewer than 10/);
  assert.doesNotMatch(html, /<svg/);
});

test('whatever a document says is shown as text and never as markup', () => {
  const document = { ...DOCUMENT!, title: '<script>alert(1)</script>' };
  const report = composeReport({ title: '', version: '<b>', document, facts: null, day: '2026-11-22' });
  assert.doesNotMatch(renderReport(report), /<script|<b>/);
});
