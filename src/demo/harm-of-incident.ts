import type { Dice } from '../shared/dice.ts';
import type { Incident } from './incident.ts';

// How much harm there truly is in a generated incident, 0 to 100: what a simulation holds an order against. No document
// states it; it is not made of the policy's points. Every figure chosen.

const BY_TYPE: Partial<Record<Incident['type'], number>> = {
  'contact-abuse': 60,
  'live-streamed-abuse': 60,
  'child-sex-trafficking': 60,
  'financial-sextortion': 45,
  'child-sex-tourism': 40,
  'payment-for-abuse': 30,
  'online-enticement': 22,
};
const OTHERWISE = 6;

/** What is true though nobody says so: of those who only seem to collect, one in forty abuses a child. */
const HIDDEN_SHARE = 1 / 40;
const HIDDEN_HARM = 50;
const NOISE = 12;
const MOST = 100;

export function harmOfIncident(dice: Dice, { type, facts, files, urgent, children }: Incident): number {
  const base = BY_TYPE[type] ?? OTHERWISE;
  const hidden = BY_TYPE[type] === undefined && dice.chance(HIDDEN_SHARE) ? HIDDEN_HARM : 0;
  const fresh = files.filter(({ content }) => content.circulation === 'first-seen');
  const added =
    (urgent || facts.immediateDanger === 'yes' ? 35 : 0) +
    (facts.accessToChildren === 'yes' ? 15 : 0) +
    (facts.abuseAchieved === 'yes' ? 20 : 0) +
    (facts.aimsToMeet === 'yes' ? 15 : 0) +
    (fresh.some(({ content }) => content.category === 'A') ? 12 : fresh.length > 0 ? 4 : 0) +
    (children.some(({ age }) => age < 10) ? 5 : 0);
  return Math.min(MOST, base + hidden + added + dice.between(0, NOISE));
}
