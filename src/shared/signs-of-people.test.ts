import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { ensureNamesNobody, signsOfPeople } from './signs-of-people.ts';

const TELLS = {
  'Reported by a.person@example.org again': [{ sign: 'contact', word: 3 }],
  'Most came from @somebody_1': [{ sign: 'contact', word: 4 }],
  'See https://example.org/u/1 for it': [{ sign: 'link', word: 2 }],
  'All from 192.0.2.17 in May': [{ sign: 'connection', word: 3 }],
  'All from 2001:db8::7 in May': [{ sign: 'connection', word: 3 }],
  'Since 2013-04-01 07700900123 again': [{ sign: 'number', word: 2 }],
  'Ring 077 009 001 first': [{ sign: 'number', word: 2 }],
  'Referral 0199d3c0-1111-7222-8333-444455556666 began it': [{ sign: 'record', word: 2 }],
  'A child, born on 3 April': [{ sign: 'birth', word: 3 }],
  'Near ZZ1 1ZZ mostly': [{ sign: 'place', word: 2 }],
  'Ring 07700 900 123 first': [{ sign: 'number', word: 2 }],
  'As Mr Example said, and Ms Other': [
    { sign: 'name', word: 2 },
    { sign: 'name', word: 6 },
  ],
} as const;

describe('a text about figures', () => {
  for (const [text, signs] of Object.entries(TELLS))
    it(`is told where it may name somebody: "${text}"`, () => {
      assert.deepEqual(signsOfPeople(text), signs);
    });
  for (const text of [
    'From 2014-04-01 on images are graded in categories A to C.',
    'Reports rose from 1,000,000 to 2 500 000 between 2012 and 2013.',
    'One provider sent 12,345 reports on 3 April 2014; SAP level 4; form 2B.',
    'A campaign in week 21 of 2026, as in 2025: see note 3/4.',
    'Counted from 2013-04-01 to 2014-03-31.',
    'Between 2013-04-01 - 2014-03-31 and 2015 there were 2 500 000 000.',
  ])
    it(`may say days, years, counts and codes: "${text.slice(0, 30)}…"`, () => {
      assert.deepEqual(signsOfPeople(text), []);
    });
  it('is refused with the field and the word, never with what stands there', () => {
    assert.throws(() => ensureNamesNobody({ note: 'Ask a.person@example.org' }), {
      code: 'picture.names-somebody',
      faults: [{ path: 'note', reason: 'word 2 reads as an e-mail address or a handle' }],
    });
  });
  it('of whatever signs is read to its end, each word within it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        const words = text.split(/\s+/).filter(Boolean).length;
        for (const { word } of signsOfPeople(text)) assert.ok(word >= 1 && word <= words);
      }),
    );
  });
});
