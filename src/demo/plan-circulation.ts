import type { Dice } from '../shared/dice.ts';
import type { Report } from './incident.ts';
import { SERVICES } from './invented.ts';
import { DAY_MS, filesOf, HOUR_MS } from './make-incident.ts';
import { arrivalIn, incidentBefore, type Period } from './period.ts';
import { type Planning, times } from './planning.ts';
import type { Person, WorldContent } from './world.ts';

// Two pictures that go round: one in the middle of the month, one in its last days. Passers-by on many services share
// them once; the agency relays what the services see, and the hotlines assess addresses that people tell them of.

const WAVES = [
  { startsBeforeEndDays: 19, lastsDays: 5, relayed: 30, hotline: 6 },
  { startsBeforeEndDays: 5, lastsDays: 5, relayed: 40, hotline: 9 },
] as const;

export function planCirculation(planning: Planning): Report[] {
  const { world, period } = planning;
  return WAVES.flatMap((wave, i) => {
    const content: WorldContent = {
      ...world.freshContent(),
      id: `circulating-${i + 1}`,
      circulation: 'viral',
    };
    const from = period.to - wave.startsBeforeEndDays * DAY_MS;
    const during: Period = { from, to: Math.min(from + wave.lastsDays * DAY_MS, period.to) };
    return [
      ...times(planning, wave.relayed, (n) => relayedReport(planning, { content, during, n })),
      ...times(planning, wave.hotline, (n) => hotlineReport(planning, { content, during, n })),
    ];
  });
}

type Seen = { content: WorldContent; during: Period; n: number };

/** Of every dozen, one shows a picture besides that nobody has seen before: it is never behind the others' line. */
function relayedReport(planning: Planning, { content, during, n }: Seen): Report {
  const { dice, world, make } = planning;
  const receivedAt = arrivalIn(dice, during);
  const at = incidentBefore(dice, receivedAt, 0.5);
  const contents = n % 12 === 11 ? [content, world.freshContent()] : [content];
  const incident = make({
    type: 'csam-possession-or-distribution',
    at,
    suspects: [passerBy(planning, n)],
    files: filesOf(dice, contents, at),
    thin: true,
  });
  return { incident, kind: 'cybertip-xml', sourceId: 'ncmec', receivedAt };
}

function hotlineReport({ dice, make }: Planning, { content, during, n }: Seen): Report {
  const sourceId = n % 3 === 2 ? 'hotline-abroad' : 'hotline-home';
  const day = dice.int(0, Math.floor((during.to - during.from) / DAY_MS) - 1);
  const receivedAt = during.from + day * DAY_MS + (sourceId === 'hotline-home' ? 15 : 4) * HOUR_MS;
  const at = incidentBefore(dice, receivedAt, 1);
  const incident = make({
    type: 'csam-possession-or-distribution',
    at,
    files: filesOf(dice, [content], at),
  });
  return { incident, kind: 'hotline-csv', sourceId, receivedAt };
}

/** Somebody of whom nothing else is ever reported, on one service after another. */
function passerBy({ dice, world }: Planning, turn: number): Person {
  const handle = `passer-by-${dice.hex(10)}`;
  return {
    ...dice.pick(world.suspects).person,
    id: handle,
    name: `Passer By-${turn}`,
    accounts: [accountOf(dice, handle, turn)],
    email: `${handle}@example.net`,
    line: { ip: `2001:db8:c1c:${dice.hex(4)}::${dice.hex(4)}`, shared: false },
  };
}

function accountOf(dice: Dice, username: string, turn: number): Person['accounts'][number] {
  const service = SERVICES[turn % SERVICES.length]!;
  return { service, username, accountId: String(dice.int(1_000_000_000, 1_999_999_999)) };
}
