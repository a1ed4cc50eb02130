import type { Dice } from '../shared/dice.ts';
import { type Report, writtenTime } from './incident.ts';
import { SENTENCES } from './invented.ts';
import { fileAddress } from './written-parts.ts';

/** The two hotlines each have a layout of their own. */
const LAYOUTS = {
  'hotline-home': {
    delimiter: ',',
    offset: '+01:00',
    header: [
      'Report ID',
      'URL',
      'MD5',
      'SHA1',
      'PDQ',
      'PDQ quality',
      'Category',
      'Age band',
      'Sex',
      'Hosting country',
      'Site type',
      'Assessed at',
      'Assessed by',
      'Self generated',
      'Notes',
    ],
  },
  'hotline-abroad': {
    delimiter: ';',
    offset: '+02:00',
    header: [
      'Reference',
      'Link',
      'MD5 hash',
      'Classification',
      'Age',
      'Gender',
      'Hosted in',
      'Received at',
      'Comments',
      'Series',
    ],
  },
} as const;

/** One file of assessed reports: a header and a row for each. */
export function writeHotlineCsv(dice: Dice, reports: readonly Report[]): Buffer {
  const layout = LAYOUTS[reports[0]!.sourceId as keyof typeof LAYOUTS];
  const rows = reports.map((report) =>
    layout.delimiter === ',' ? homeRow(dice, report) : rowAbroad(dice, report),
  );
  const lines = [layout.header, ...rows].map((cells) =>
    cells.map((cell) => quoted(cell, layout.delimiter)).join(layout.delimiter),
  );
  const mark = layout.delimiter === ';' ? '\u{FEFF}' : '';
  return Buffer.from(`${mark}${lines.join('\r\n')}\r\n`);
}

function homeRow(dice: Dice, { incident, receivedAt }: Report): string[] {
  const [file] = incident.files;
  const { content, annotations } = file!;
  const assessedAt = receivedAt - dice.int(1, 20) * 1_800_000;
  return [
    `H-${incident.id.slice(9).padStart(6, '0')}`,
    fileAddress(dice),
    content.md5,
    content.sha1,
    dice.chance(0.7) ? content.pdq : '',
    String(content.pdqQuality),
    content.category === 'prohibited' ? 'prohibited' : `Category ${content.category}`,
    content.ageBand,
    dice.chance(0.9) ? content.sex : 'unknown',
    incident.country,
    dice.pick(['image host', 'image board', 'file host', 'forum']),
    writtenTime(assessedAt, LAYOUTS['hotline-home'].offset),
    `assessor-${dice.int(1, 9)}`,
    annotations.includes('possibleSelfProduction') ? 'yes' : '',
    dice.pick(SENTENCES.hotline),
  ];
}

function rowAbroad(dice: Dice, { incident, receivedAt }: Report): string[] {
  const { content } = incident.files[0]!;
  return [
    `NL-${incident.id.slice(9)}`,
    fileAddress(dice),
    content.md5.toUpperCase(),
    content.category,
    content.ageBand.replace('-', ' - ').replaceAll(' ', ''),
    content.sex === 'female' ? 'girl' : 'boy',
    incident.country.toLowerCase(),
    writtenTime(receivedAt - dice.int(2, 40) * 3_600_000, LAYOUTS['hotline-abroad'].offset),
    dice.pick(SENTENCES.hotline),
    dice.chance(0.2) ? `Series ${dice.int(1, 30)}; part ${dice.int(1, 4)}` : '',
  ];
}

function quoted(cell: string, delimiter: string): string {
  return /["\r\n]/.test(cell) || cell.includes(delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
