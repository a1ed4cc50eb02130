import type { NativeReferral } from '../intake/index.ts';
import { Dice } from '../shared/dice.ts';
import type { ExampleDocument } from './example-documents.ts';
import { writtenTime } from './incident.ts';
import { COUNTRIES_ABROAD, HOMES } from './invented.ts';
import { DAY_MS } from './make-incident.ts';
import { arrivalIn } from './period.ts';
import { MEDIA_TYPES } from './senders.ts';
import { EXPLOITATION, IMAGES, LEVELS, type Level, OTHER_LEVELS, TRANSNATIONAL } from './shape-2012.ts';

/** What a figure computed from the documents must come to. */
export type Truth2012 = {
  images: Record<
    string,
    {
      reports: number;
      files: number;
      byLevel: Record<Level, number>;
      girlsUnderTen: number;
      children: number;
    }
  >;
  exploitation: typeof EXPLOITATION;
  transnational: typeof TRANSNATIONAL & { reports: number };
};

type Parties = NonNullable<NativeReferral['parties']>;
type Dated = { at: number; referral: NativeReferral };

/** Documents of 2010, 2011 and 2012 in the published shape, in the order of their arrival, and the truth about them. */
export function writeYear2012({ seed }: { seed: number }): {
  documents: ExampleDocument[];
  truth: Truth2012;
} {
  const dice = new Dice(seed).fork('year-2012');
  const pool = Array.from({ length: 6_000 }, () => dice.hex(32));
  const years = ([2010, 2011, 2012] as const).map((year) =>
    imagesOf(dice.fork(`images-${year}`), year, pool),
  );
  const exploited = exploitation(dice.fork('exploitation'));
  const abroad = transnational(dice.fork('transnational'));
  const all = [...years.flatMap(({ dated }) => dated), ...exploited, ...abroad].sort((a, b) => a.at - b.at);
  return {
    documents: all.map(documentOf),
    truth: {
      images: Object.fromEntries(years.map(({ year, truth }) => [year, truth])),
      exploitation: EXPLOITATION,
      transnational: { ...TRANSNATIONAL, reports: abroad.length },
    },
  };
}

const SENDERS = ['force-desk', 'hotline-home', 'ncmec'] as const;

function documentOf({ at, referral }: Dated, position: number): ExampleDocument {
  return {
    key: `document-${String(position + 1).padStart(5, '0')}`,
    sourceId: SENDERS[position % SENDERS.length]!,
    adapter: 'native-json',
    mediaType: MEDIA_TYPES['native-json'],
    receivedAt: new Date(at),
    raw: Buffer.from(JSON.stringify(referral)),
  };
}

function dayIn(dice: Dice, year: number): number {
  return arrivalIn(dice, { from: Date.UTC(year, 0, 1), to: Date.UTC(year + 1, 0, 1) });
}

function imagesOf(dice: Dice, year: 2010 | 2011 | 2012, pool: readonly string[]) {
  const { reports, files, level4, girlsUnderTen } = IMAGES[year];
  const levels = dice.shuffle(
    Array.from({ length: files }, (_, i): Level => (i < level4 ? '4' : dice.weighted(OTHER_LEVELS))),
  );
  const sizes = sizesAddingUp(dice, reports, files);
  const girls = new Set(dice.shuffle(sizes.map((_, i) => i)).slice(0, girlsUnderTen));
  let taken = 0;
  let children = 0;
  const dated = sizes.map((size, i): Dated => {
    const at = dayIn(dice, year);
    const own = levels.slice(taken, taken + size);
    taken += size;
    const seen = childrenOf(dice, girls.has(i));
    children += seen.length;
    return { at, referral: imageReport(dice, { at, levels: own, children: seen, pool }) };
  });
  const byLevel = Object.fromEntries(
    LEVELS.map((level) => [level, levels.filter((one) => one === level).length]),
  ) as Record<Level, number>;
  return { year, dated, truth: { reports, files, byLevel, girlsUnderTen, children } };
}

/** Reports with one file at least, some with hundreds, and exactly so many files in all. */
function sizesAddingUp(dice: Dice, reports: number, files: number): number[] {
  const weights = Array.from({ length: reports }, () => dice.waiting(1) ** 2);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const sizes = weights.map((weight) => 1 + Math.floor((weight / total) * (files - reports)));
  for (let left = files - sizes.reduce((sum, size) => sum + size, 0); left > 0; left -= 1)
    sizes[left % reports]! += 1;
  return sizes;
}

/** A girl under ten where one is to be seen; else often nobody's age is stated, or an older child or a boy. */
function childrenOf(dice: Dice, girlUnderTen: boolean): Parties {
  if (girlUnderTen) return [{ role: 'victim', sex: 'female', age: dice.int(2, 9) }];
  if (dice.chance(0.6)) return [];
  return dice.chance(0.6)
    ? [{ role: 'victim', sex: 'female', age: dice.int(10, 15) }]
    : [{ role: 'victim', sex: 'male', age: dice.int(3, 15) }];
}

type ImageReport = { at: number; levels: readonly Level[]; children: Parties; pool: readonly string[] };

/** Files that circulated before, of all. Chosen. */
const KNOWN_SHARE = 0.4;

function imageReport(dice: Dice, { at, levels, children, pool }: ImageReport): NativeReferral {
  return {
    incidentType: 'csam-possession-or-distribution',
    times: [{ at: writtenTime(at - dice.int(1, 20) * DAY_MS, 'Z'), meaning: 'incident' }],
    parties: [suspectOf(dice), ...children],
    files: levels.map((grade) => ({
      hashes: [{ kind: 'md5', value: dice.chance(KNOWN_SHARE) ? dice.pick(pool) : dice.hex(32) }],
      grades: [{ scheme: 'uk-sap', grade }],
    })),
  };
}

function suspectOf(dice: Dice): Parties[number] {
  const { town } = dice.pick(HOMES);
  return {
    role: 'suspect',
    accounts: [{ service: 'Chatterbrook', username: `synthetic-${dice.hex(8)}` }],
    places: [{ meaning: 'stated', city: town, country: 'GB' }],
  };
}

function exploitation(dice: Dice): Dated[] {
  const { reports, noAbuseAchieved, aimedAtMeeting } = EXPLOITATION;
  const order = dice.shuffle(Array.from({ length: reports }, (_, i) => i));
  return order.map((place, i) => {
    const at = dayIn(dice, 2012);
    const facts = {
      abuseAchieved: i < noAbuseAchieved ? 'no' : 'yes',
      aimsToMeet: place < aimedAtMeeting ? 'yes' : 'no',
    } as const;
    const child: Parties[number] = {
      role: 'victim',
      sex: dice.chance(0.8) ? 'female' : 'male',
      age: dice.int(11, 16),
    };
    const times: NativeReferral['times'] = [
      { at: writtenTime(at - dice.int(1, 9) * DAY_MS, 'Z'), meaning: 'chat' },
    ];
    return {
      at,
      referral: { incidentType: 'online-enticement', facts, times, parties: [suspectOf(dice), child] },
    };
  });
}

/** Travel, recipients abroad, offenders who live there. */
function transnational(dice: Dice): Dated[] {
  const { travel, foreignRecipients, embedded, onRegister } = TRANSNATIONAL;
  const kinds = [
    ...Array.from({ length: travel }, () => 'travel' as const),
    ...Array.from({ length: foreignRecipients }, () => 'recipient' as const),
    ...Array.from({ length: embedded }, () => 'embedded' as const),
  ];
  return dice.shuffle(kinds).map((kind, i) => {
    const at = dayIn(dice, 2012);
    const country = dice.pick(COUNTRIES_ABROAD);
    const suspect = suspectOf(dice);
    const recipient: Parties[number] = { role: 'recipient', places: [{ meaning: 'stated', country }] };
    const referral: NativeReferral = {
      incidentType: 'child-sex-tourism',
      facts: {
        registeredOffender: i < onRegister ? 'yes' : 'no',
        offenderAbroad: kind === 'embedded' ? 'yes' : 'no',
        ...(kind === 'travel' && { travelPlanned: 'yes' as const }),
      },
      times: [{ at: writtenTime(at - dice.int(1, 30) * DAY_MS, 'Z'), meaning: 'incident' }],
      parties: [
        kind === 'embedded' ? { ...suspect, places: [{ meaning: 'stated', country }] } : suspect,
        ...(kind === 'recipient' ? [recipient] : []),
      ],
    };
    return { at, referral };
  });
}
