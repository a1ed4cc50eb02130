import type { Dice } from '../shared/dice.ts';
import type { Incident, Report } from './incident.ts';
import { HOME_SERVICES, HOSTING } from './invented.ts';
import { DAY_MS, fileCount, filesOf, HOUR_MS, someContents } from './make-incident.ts';
import { arrivalIn, incidentBefore, laterIn, type Period } from './period.ts';
import { type Planning, times } from './planning.ts';
import type { Person } from './world.ts';

// Images: most of the month. An agency abroad relays what platforms find; hotlines assess addresses; two platforms at
// home report themselves, and now and then the agency relays the same incident too.

const COUNTS = {
  relayed: 1_930,
  delivered: 225,
  hotline: 560,
  ownReports: 70,
  doubles: 45,
  viral: [60, 35],
} as const;

/** Of the files in a report, those that nobody saw before. Source: NCMEC 2023, 33.6 of 104.4 million by perceptual hash; rounded. */
const FRESH_SHARE = 0.35;

export function planImages(planning: Planning): Report[] {
  return [
    ...relayed(planning),
    ...delivered(planning),
    ...hotline(planning),
    ...ownReports(planning),
    ...doubles(planning),
    ...viralWaves(planning),
  ];
}

/** One suspect by how active they are; the most active ones come again and again. */
export function activeSuspect({ dice, world }: Planning): Person {
  return dice.weighted(world.suspects.map(({ person, activity }) => [person, activity] as const));
}

function imagesIncident(planning: Planning, suspect: Person, at: number): Incident {
  const { dice, world, make } = planning;
  return make({
    type: 'csam-possession-or-distribution',
    at,
    suspects: [suspect],
    files: filesOf(dice, someContents(dice, world, fileCount(dice), FRESH_SHARE), at),
    facts: dice.chance(0.12) ? { distribution: 'yes' } : {},
    ...placeholdersFor(dice),
  });
}

/** What programs fill in where they know nothing: the same value with hundreds of strangers. */
function placeholdersFor(dice: Dice): Pick<Incident, 'placeholders'> {
  if (!dice.chance(0.05)) return {};
  const placeholders = dice.pick([
    { email: 'user@example.com' },
    { phone: '01632960000' },
    { device: 'generic-browser-0001' },
  ]);
  return { placeholders };
}

function relayed(planning: Planning): Report[] {
  const { dice, period } = planning;
  return times(planning, COUNTS.relayed, () => {
    const receivedAt = arrivalIn(dice, period);
    const incident = imagesIncident(planning, activeSuspect(planning), incidentBefore(dice, receivedAt, 9));
    if (dice.chance(0.004)) incident.urgent = 'A child is seen together with the account holder.';
    return { incident, kind: 'cybertip-xml', sourceId: 'ncmec', receivedAt };
  });
}

function delivered(planning: Planning): Report[] {
  const { dice, period } = planning;
  return times(planning, COUNTS.delivered, () => {
    const receivedAt = arrivalIn(dice, period);
    const incident = imagesIncident(planning, activeSuspect(planning), incidentBefore(dice, receivedAt, 20));
    return { incident, kind: 'cybertip-json', sourceId: 'agency-feed', receivedAt };
  });
}

/** Hotlines hand in a file a day with the addresses that they assessed; nobody knows who posted them. */
function hotline(planning: Planning): Report[] {
  const { dice, world, make, period } = planning;
  const days = Math.round((period.to - period.from) / DAY_MS);
  return times(planning, COUNTS.hotline, () => {
    const sourceId = dice.chance(0.65) ? 'hotline-home' : 'hotline-abroad';
    const day = dice.int(0, days - 1);
    const receivedAt = period.from + day * DAY_MS + (sourceId === 'hotline-home' ? 16 : 5) * HOUR_MS;
    const at = incidentBefore(dice, receivedAt, 3);
    const files = filesOf(dice, someContents(dice, world, 1, 0.25), at);
    const incident = make({
      type: 'csam-possession-or-distribution',
      at,
      files,
      country: dice.weighted(HOSTING),
    });
    return { incident, kind: 'hotline-csv', sourceId, receivedAt };
  });
}

function ownReports(planning: Planning): Report[] {
  const { dice, period } = planning;
  return times(planning, COUNTS.ownReports, () => {
    const receivedAt = arrivalIn(dice, period);
    return ownReport(homeIncident(planning, incidentBefore(dice, receivedAt, 0.5)), receivedAt);
  });
}

/** The same incident twice: from the platform at once, by way of the agency days later. */
function doubles(planning: Planning): Report[] {
  const { dice, period } = planning;
  return times(planning, COUNTS.doubles, (): Report[] => {
    const receivedAt = arrivalIn(dice, { from: period.from, to: period.to - 4 * DAY_MS });
    const incident = homeIncident(planning, incidentBefore(dice, receivedAt, 0.5));
    const relayedAt = laterIn(period, receivedAt, dice.share() * 4 * DAY_MS);
    return [
      ownReport(incident, receivedAt),
      { incident, kind: 'cybertip-xml', sourceId: 'ncmec', receivedAt: relayedAt },
    ];
  }).flat();
}

function homeIncident(planning: Planning, at: number): Incident {
  const { dice } = planning;
  const service = dice.pick(HOME_SERVICES);
  const suspect = activeSuspect(planning);
  const own = suspect.accounts.find((account) => account.service === service);
  const account = own ?? {
    ...suspect.accounts[0]!,
    service,
    accountId: String(dice.int(100_000_000, 999_999_999)),
  };
  if (!own) suspect.accounts.push(account);
  return { ...imagesIncident(planning, suspect, at), account, service, thin: false };
}

function ownReport(incident: Incident, receivedAt: number): Report {
  return { incident, kind: 'native-json', sourceId: incident.service.name.toLowerCase(), receivedAt };
}

/** Content that goes round for a week: many people, several platforms, mostly in outrage. */
function viralWaves(planning: Planning): Report[] {
  const { dice, world, period } = planning;
  return world.viral.flatMap((content, wave) => {
    const from = period.from + (6 + wave * 9) * DAY_MS;
    const week: Period = { from, to: Math.min(from + 6 * DAY_MS, period.to) };
    return times(planning, COUNTS.viral[wave]!, (): Report => {
      const receivedAt = arrivalIn(dice, week);
      const at = incidentBefore(dice, receivedAt, 1);
      const suspect = dice.pick(world.suspects).person;
      const incident = { ...imagesIncident(planning, suspect, at), files: filesOf(dice, [content], at) };
      return { incident, kind: 'cybertip-xml', sourceId: 'ncmec', receivedAt };
    });
  });
}
