import { BAND_ORDER, type Band } from '../assessment/index.ts';
import { type BlindReferral, drawGradingSample, gradeBlind, readBlind, readSample } from '../flow/index.ts';
import { formatNumber } from '../referral/index.ts';
import type { Dice } from '../shared/dice.ts';
import { HOUR_MS } from './make-incident.ts';
import { staffWith } from './people.ts';
import type { Stage } from './play.ts';

const DRAWN = 48;
const LOOKED_BACK_DAYS = 30;
/** Each grades so many of a sample; the rest is left to the reader. */
const GRADED = 32;
/** How often a grader departs from what most would say. Chosen. */
const WORSE_SHARE = 0.12;
const MILDER_SHARE = 0.08;

/** A supervisor has two samples drawn; two people grade the double one, and one person the audit of the low bands. */
export async function gradeSamples({ storeAt, cast, dice, until, count }: Stage): Promise<void> {
  const store = storeAt(until - HOUR_MS);
  const own = dice.fork('grading');
  const supervisor = staffWith(cast, 'supervisor');
  const graders = {
    double: [staffWith(cast, 'analyst', 1), staffWith(cast, 'duty-officer')],
    'low-band': [staffWith(cast, 'analyst', 2)],
  };
  for (const kind of ['double', 'low-band'] as const) {
    const ask = { kind, size: DRAWN, days: LOOKED_BACK_DAYS, seed: own.int(1, 1_000_000) };
    const { id: sampleId } = await drawGradingSample(store, supervisor, ask);
    for (const grader of graders[kind]) {
      const { waiting } = await readSample(store, grader, sampleId);
      for (const each of waiting.slice(0, GRADED)) {
        const of = { sampleId, number: formatNumber(each.number) };
        const band = asGraded(own, await readBlind(store, grader, of));
        await gradeBlind(store, grader, { ...of, band });
        count('graded blind');
      }
    }
  }
}

/** What most would say of it, and now and then one band more or less. */
function asGraded(dice: Dice, { facts, match }: BlindReferral): Band {
  const says = (...names: (keyof typeof facts.answers)[]) =>
    names.some((name) => facts.answers[name] === 'yes');
  const usual = says('immediateDanger', 'riskToChildsLife', 'liveStreaming', 'contactAbuse')
    ? 'very-high'
    : says('coercion', 'aimsToMeet', 'meetingPlanned', 'abuseAchieved', 'travelPlanned', 'production')
      ? 'high'
      : match?.viral === 'viral'
        ? 'low'
        : 'medium';
  const place = BAND_ORDER.indexOf(usual);
  const throwOf = dice.share();
  const moved = throwOf < WORSE_SHARE ? place - 1 : throwOf > 1 - MILDER_SHARE ? place + 1 : place;
  return BAND_ORDER[Math.min(Math.max(moved, 0), BAND_ORDER.length - 1)]!;
}
