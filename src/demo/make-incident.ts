import type { Dice } from '../shared/dice.ts';
import type { Incident, IncidentFile, Use } from './incident.ts';
import { SERVICES } from './invented.ts';
import type { Person, World, WorldContent } from './world.ts';

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** Numbers incidents and fills in what every one has. */
export type IncidentMaker = (wish: Partial<Incident> & Pick<Incident, 'type' | 'at'>) => Incident;

export function incidentMaker(dice: Dice): IncidentMaker {
  let made = 0;
  return (wish) => {
    made += 1;
    const [suspect] = wish.suspects ?? [];
    const account = wish.account ?? (suspect && dice.pick(suspect.accounts));
    return {
      id: `incident-${made}`,
      service: account?.service ?? dice.pick(SERVICES),
      suspects: [],
      recipients: [],
      children: [],
      files: [],
      uses: suspect ? usesOf(dice, suspect, wish.at) : [],
      facts: {},
      flags: [],
      thin: dice.chance(0.4),
      country: 'GB',
      ...(account && { account }),
      ...wish,
    };
  };
}

/** Log-ins of the days before, and the use during the incident. On a shared line the provider logs the port. */
function usesOf(dice: Dice, { line }: Person, at: number): Use[] {
  const withPort = line.shared ? 0.85 : 0.5;
  const use = (when: number, event: Use['event']): Use => ({
    ip: line.ip,
    at: wholeSecond(when),
    event,
    ...(dice.chance(withPort) && { port: dice.int(1_024, 65_535) }),
  });
  const before = Array.from({ length: dice.int(1, 3) }, () => use(at - dice.share() * 10 * DAY_MS, 'login'));
  return [...before, use(at, 'upload')].sort((a, b) => a.at - b.at);
}

export function filesOf(dice: Dice, contents: readonly WorldContent[], at: number): IncidentFile[] {
  return contents.map((content, i) => ({
    content,
    at: wholeSecond(at - i * dice.int(5, 90) * 1_000),
    name: `${dice.pick(['img', 'dsc', 'photo', 'vid', 'file'])}_${dice.int(1_000, 9_999)}.${dice.chance(0.85) ? 'jpg' : 'mp4'}`,
    annotations: annotationsOf(dice, content),
  }));
}

function annotationsOf(dice: Dice, content: WorldContent): string[] {
  if (content.circulation === 'viral') return dice.chance(0.7) ? [dice.pick(['viral', 'potentialMeme'])] : [];
  const found: string[] = [];
  if (content.ageBand === '0-2') found.push('infant');
  if (dice.chance(0.08) && Number(content.ageBand.split('-')[0]) >= 11) found.push('possibleSelfProduction');
  if (content.category === 'prohibited') found.push(dice.pick(['animeDrawingVirtualHentai', 'generativeAi']));
  else if (dice.chance(0.03)) found.push('generativeAi');
  return found;
}

/** Some known content by its popularity, some never seen before. */
export function someContents(dice: Dice, world: World, count: number, freshShare: number): WorldContent[] {
  const weights = world.known.map(({ content, popularity }) => [content, popularity] as const);
  const drawn = Array.from({ length: count }, () =>
    dice.chance(freshShare) ? world.freshContent() : dice.weighted(weights),
  );
  return [...new Set(drawn)];
}

/** Seven in ten reports hold one file. Chosen. */
export function fileCount(dice: Dice): number {
  return dice.weighted([
    [1, 70],
    [dice.int(2, 5), 24],
    [dice.int(6, 30), 6],
  ]);
}

export function wholeSecond(at: number): number {
  return Math.floor(at / 1_000) * 1_000;
}
