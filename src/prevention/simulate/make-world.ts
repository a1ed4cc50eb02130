import { Dice } from '../../shared/dice.ts';
import type { ScreenEvent } from '../events/screen-event.ts';
import {
  familyRun,
  oneToOne,
  paymentsOnly,
  replayedMaterial,
  slowBuyer,
  streamsOnly,
  syndicate,
} from './abusive.ts';
import { type Case, CaseWriter, type Truth } from './case.ts';
import { extortedInABurst, extortedIntoStreaming, extortedSlowly } from './extorted.ts';
import { familyRemittance, friendsSettle, lateNightGamer, traveller, tuition } from './ordinary-payments.ts';
import { adultShow, liveSeller, onlineTutor, tippedCreator } from './ordinary-streams.ts';

type Pattern = { truth: Truth; share: number; play(write: CaseWriter): void };

/**
 * Shares of the cases. Abuse is far rarer in life: it is made frequent here so that there is something to count, and
 * precision is given for rarer abuse as well. Chosen: all shares, as no publication gives one.
 */
export const PATTERNS = {
  'family remittance': { truth: 'ordinary', share: 0.26, play: familyRemittance },
  'school or hospital fees': { truth: 'ordinary', share: 0.04, play: tuition },
  'late-night gamer': { truth: 'ordinary', share: 0.1, play: lateNightGamer },
  'friends settle up': { truth: 'ordinary', share: 0.06, play: friendsSettle },
  traveller: { truth: 'ordinary', share: 0.05, play: traveller },
  'tipped creator': { truth: 'ordinary', share: 0.06, play: tippedCreator },
  'online tutor': { truth: 'ordinary', share: 0.06, play: onlineTutor },
  'adult show': { truth: 'ordinary', share: 0.05, play: adultShow },
  'live seller': { truth: 'ordinary', share: 0.04, play: liveSeller },
  'one buyer, one facilitator': { truth: 'abuse', share: 0.05, play: oneToOne },
  'family-run': { truth: 'abuse', share: 0.04, play: familyRun },
  syndicate: { truth: 'abuse', share: 0.02, play: syndicate },
  'slow buyer': { truth: 'abuse', share: 0.02, play: slowBuyer },
  'payments seen, streams not': { truth: 'abuse', share: 0.03, play: paymentsOnly },
  'streams seen, payments not': { truth: 'abuse', share: 0.02, play: streamsOnly },
  'known material streamed again': { truth: 'abuse', share: 0.02, play: replayedMaterial },
  'extorted in a burst': { truth: 'extortion', share: 0.05, play: extortedInABurst },
  'extorted slowly': { truth: 'extortion', share: 0.015, play: extortedSlowly },
  'extorted into streaming': { truth: 'extortion', share: 0.015, play: extortedIntoStreaming },
} as const satisfies Record<string, Pattern>;
export type PatternName = keyof typeof PATTERNS;
export const PATTERN_NAMES = Object.keys(PATTERNS) as PatternName[];

/** Only these can be found by frame hashes; their figures are kept apart. */
export const FOUND_BY_HASHES: readonly PatternName[] = ['known material streamed again'];

export type World = { seed: number; cases: Case[]; events: ScreenEvent[] };

/** A world of about so many accounts, all of whose events are in the order of their times. */
export function makeWorld({ seed, accounts }: { seed: number; accounts: number }): World {
  const dice = new Dice(seed);
  const cases: Case[] = [];
  for (let made = 0; made < accounts; made += cases.at(-1)!.accounts.size) {
    const pattern = pickPattern(dice);
    const write = new CaseWriter(
      `c${cases.length}`,
      pattern,
      PATTERNS[pattern].truth,
      new Dice(dice.int(0, 2 ** 30)),
    );
    PATTERNS[pattern].play(write);
    cases.push(write.case);
  }
  const events = cases.flatMap((each) => each.events);
  const timed = events.map((event) => ({ event, at: Date.parse(event.time) }));
  timed.sort((a, b) => a.at - b.at || (a.event.id < b.event.id ? -1 : 1));
  return { seed, cases, events: timed.map(({ event }) => event) };
}

function pickPattern(dice: Dice): PatternName {
  let left = dice.between(
    0,
    PATTERN_NAMES.reduce((sum, name) => sum + PATTERNS[name].share, 0),
  );
  for (const name of PATTERN_NAMES) {
    left -= PATTERNS[name].share;
    if (left < 0) return name;
  }
  return PATTERN_NAMES.at(-1)!;
}
