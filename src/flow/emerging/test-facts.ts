import type { PictureFact } from '../../picture/index.ts';
import { plainFact } from '../../picture/test-fact.ts';
import { Dice } from '../../shared/dice.ts';

// Fixtures: the facts of four calm years that end with an outbreak of one type from one sender.

const DAY_MS = 86_400_000;
const FIRST = Date.parse('2022-01-01');
export const NOW = new Date('2026-03-02T09:00:00Z');
export const OUTBREAK = { from: '2026-02-09', to: '2026-02-22', reports: 40 };
/** About eight reports a week of each of two types, one a month of a third; and the outbreak, with the ids of its receipts. */
export function yearsWithOutbreak(seed: number): { facts: PictureFact[]; outbreak: string[] } {
  const dice = new Dice(seed);
  const facts: PictureFact[] = [];
  const outbreak: string[] = [];
  for (let at = FIRST; at < NOW.getTime(); at += DAY_MS) {
    const day = new Date(at).toISOString().slice(0, 10);
    for (const [type, mean] of [
      ['online-enticement', 1.1],
      ['csam-possession-or-distribution', 1.1],
      ['child-sex-tourism', 0.03],
    ] as const)
      for (let left = dice.share(); left > Math.exp(-mean); left *= dice.share())
        facts.push(factOf(dice, day, type));
  }
  for (let i = 0; i < OUTBREAK.reports; i += 1) {
    const day = new Date(Date.parse(OUTBREAK.from) + (i % 14) * DAY_MS).toISOString().slice(0, 10);
    const fact = { ...factOf(dice, day, 'financial-sextortion'), source: 'platform-one' };
    outbreak.push(fact.referralId);
    facts.push(fact);
  }
  return { facts, outbreak };
}

const THREAT_OF: Record<string, string> = {
  'csam-possession-or-distribution': 'images',
  'child-sex-tourism': 'transnational',
};

function factOf(dice: Dice, day: string, incidentType: string): PictureFact {
  return plainFact(day, {
    source: dice.pick(['platform-one', 'hotline-one']),
    state: 'disseminated',
    threat: THREAT_OF[incidentType] ?? 'exploitation',
    incidentType,
    band: 'medium',
    decided: true,
    unit: dice.pick(['kent', 'essex']),
    sentMinutes: 10,
  });
}
