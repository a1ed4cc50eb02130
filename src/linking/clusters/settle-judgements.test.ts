import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Judgement, Verdict } from './edges.ts';
import { settleJudgements } from './settle-judgements.ts';

const SIGNS: Record<string, Verdict> = { '=': 'same', '/': 'different', '?': 'unsure' };

/** '0=1 1/2': 0 and 1 were judged the same, later 1 and 2 different. */
function judged(text: string): Judgement[] {
  return text.split(' ').map(([from, sign, to]) => ({
    from: Number(from),
    to: Number(to),
    verdict: SIGNS[sign!]!,
  }));
}

function settled(text: string): { joined: string; apart: string; setAside: string } {
  const { joined, apart, contradictions } = settleJudgements(judged(text));
  const written = (judgements: readonly Judgement[], sign: string) =>
    judgements
      .map(({ from, to }) => `${from}${sign}${to}`)
      .sort()
      .join(' ');
  const setAside = contradictions.map(
    ({ same, different }) => `${written([same], '=')} for ${written([different], '/')}`,
  );
  return { joined: written(joined, '='), apart: written(apart, '/'), setAside: setAside.join(', ') };
}

const CASES: [title: string, judgements: string, joined: string, apart: string, setAside: string][] = [
  ['the latest judgement of a pair counts', '0=1 1/0', '', '1/0', ''],
  ['a later "same" takes a "different" back', '0/1 1=0', '1=0', '', ''],
  ['a later "unsure" takes either back', '0=1 2/3 0?1 3?2', '', '', ''],
  [
    '"different" against a way over others sets the older "same" aside',
    '0=1 1=2 0/2',
    '1=2',
    '0/2',
    '0=1 for 0/2',
  ],
  ['"different" holds though it is the oldest', '0/2 0=1 1=2', '1=2', '0/2', '0=1 for 0/2'],
  ['the way may be long', '0=1 1=2 2=3 3=4 0/4', '1=2 2=3 3=4', '0/4', '0=1 for 0/4'],
  ['"same" that closes a ring is no contradiction', '0=1 1=2 2=0', '0=1 1=2 2=0', '', ''],
  ['a pair of one says nothing', '1/1 1=1', '', '', ''],
];

for (const [title, judgements, joined, apart, setAside] of CASES)
  test(title, () => assert.deepEqual(settled(judgements), { joined, apart, setAside }));
