import { gzipSync } from 'node:zlib';
import type { World, WorldContent } from './world.ts';

// Three hash lists about the example's content, in the forms in which such lists are exchanged. Of the content that
// circulates, some is on the agency's list, some on the national one, some on none: known, nearly known, only seen.

export type ExampleList = {
  code: string;
  name: string;
  holder: string;
  meaning: 'harmful' | 'not-of-concern';
  scheme: 'us-industry' | 'uk-abc' | 'none';
  country: string | null;
  handling: string;
  contact: string;
  file: Buffer;
};

export function writeHashLists({ known }: World): ExampleList[] {
  const of = (wanted: readonly number[]) =>
    known.map(({ content }) => content).filter((_, i) => wanted.includes(i % PATTERN));
  return [
    {
      code: 'agency-list',
      name: 'Industry list of the agency abroad (synthetic)',
      holder: 'Monitoring agency abroad (synthetic)',
      meaning: 'harmful',
      scheme: 'us-industry',
      country: 'US',
      handling: 'For matching only. Not to be passed on.',
      contact: 'Hash sharing desk',
      file: gzipSync(agencyXml(of(ON_AGENCY_LIST))),
    },
    {
      code: 'national-list',
      name: 'National list of graded images (synthetic)',
      holder: 'National image database (synthetic)',
      meaning: 'harmful',
      scheme: 'uk-abc',
      country: 'GB',
      handling: 'For matching; may be passed on to police forces.',
      contact: 'Image database desk',
      file: Buffer.from(nationalCsv(of(ON_BOTH), of(NEARLY_ON_NATIONAL_LIST))),
    },
    {
      code: 'harmless-list',
      name: 'Pictures found to be harmless (synthetic)',
      holder: 'Hotline at home (synthetic)',
      meaning: 'not-of-concern',
      scheme: 'none',
      country: null,
      handling: 'For matching only.',
      contact: 'Hotline analysts',
      file: Buffer.from(
        `md5,label\n${of(HARMLESS)
          .map(({ md5 }) => `${md5},reviewed\n`)
          .join('')}`,
      ),
    },
  ];
}

/** Of every twenty contents by popularity; the ten that are on no list are seen, and known to nobody. Chosen. */
const PATTERN = 20;
const ON_BOTH = [0, 10];
const ON_AGENCY_LIST = [...ON_BOTH, 3, 7, 13, 17];
const NEARLY_ON_NATIONAL_LIST = [5, 11, 16];
const HARMLESS = [2];

const NAMESPACE = 'https://hashsharing.ncmec.org/hashsharing/v2';

/** The last two entries are as bad as such lists have them: a hash cut short, and one withdrawn. */
function agencyXml(contents: readonly WorldContent[]): string {
  const entries = contents.map((content, i) => agencyEntry(content, FEEDBACK[i] ?? ''));
  const bad = `<image><member id="201">Sample member</member><id>agency-cut</id><fingerprints><md5>${contents[0]?.md5.slice(0, 20)}</md5></fingerprints></image>`;
  const gone =
    '<deletedImage><member id="201">Sample member</member><id>agency-0</id><timestamp>2026-01-05T00:00:00Z</timestamp></deletedImage>';
  return `<?xml version="1.0" encoding="UTF-8"?>\n<queryResult xmlns="${NAMESPACE}">\n<images count="${entries.length}">\n${[...entries, bad, gone].join('\n')}\n</images>\n</queryResult>\n`;
}

/** Of the first entries: one confirmed by another member, one contradicted. */
const FEEDBACK = [
  '<affirmativeFeedback type="Md5"><members><member id="202">Second sample member</member></members></affirmativeFeedback>',
  '',
  '<negativeFeedback type="Pdq"><reasons><reason guid="sample-reason" name="Sample reason" type="Pdq"/><members><member id="203">Third sample member</member></members></reasons></negativeFeedback>',
];

function agencyEntry({ id, md5, sha1, pdq, industryClass }: WorldContent, feedback: string): string {
  return `<image><member id="201">Sample member</member><timestamp>2026-01-05T00:00:00Z</timestamp><id>agency-${id}</id><classification>${industryClass}</classification><fingerprints><md5>${md5}</md5><sha1>${sha1}</sha1><pdq>${pdq}</pdq></fingerprints>${feedback ? `<feedback>${feedback}</feedback>` : ''}</image>`;
}

/** The national database often holds another copy of the same picture: its PDQ differs by some bits. */
function nationalCsv(same: readonly WorldContent[], near: readonly WorldContent[]): string {
  return [
    'id,kind,value,quality,media,classification',
    ...same.map(({ id, sha256, category }) => `nat-${id},sha256,${sha256},,image,${category}`),
    ...near.map(
      ({ id, pdq, category }, i) => `nat-${id},pdq,${anotherCopy(pdq, 4 + (i % 20))},90,image,${category}`,
    ),
    '',
  ].join('\n');
}

/** The hash with so many of its 256 bits turned, evenly spread: within the 31 that count as a match. */
function anotherCopy(pdq: string, bits: number): string {
  const bytes = Buffer.from(pdq, 'hex');
  for (let i = 0; i < bits; i += 1) {
    const bit = Math.floor((i * 256) / bits);
    bytes[bit >> 3]! ^= 1 << (bit & 7);
  }
  return bytes.toString('hex');
}
