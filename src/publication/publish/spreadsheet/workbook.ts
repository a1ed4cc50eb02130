import { MARKS, type Mark } from '../../../shared/marks.ts';
import type { Release } from '../../releases/release.ts';
import { textCell } from '../content-rows.ts';
import type { PageOptions } from '../page/page-context.ts';
import { english } from '../page/words-english.ts';
import { NONE, type Sheet } from '../sheet.ts';
import { shownDay } from '../shown-values.ts';

/** A sheet of a workbook. `tab`: its name, 31 characters at most; `table`: the name of its one table. */
export type Tab = { tab: string; table: string; sheet: Sheet; links: Links };
/** Row and address of the links in the first column: to another sheet, or to an address. */
type Links = 'tabs' | 'none';

/** `cover`: lines under one another. */
export type Workbook = {
  title: string;
  publisher: string;
  /** When the figures were fixed: a workbook made again from the same edition is the same file. */
  createdAt: string;
  cover: readonly string[];
  tabs: readonly Tab[];
};

export const COVER = 'Cover';
export const CONTENTS = 'Contents';
const NOTES = 'Notes';
/** Title, what the sheet holds, and the way back to the contents stand above the table. */
export const LINES_ABOVE = 3;

type Edition = { release: Release; options: PageOptions; sheets: readonly Sheet[] };

export function workbookOf(edition: Edition): Workbook {
  const { release, options, sheets } = edition;
  const tables = nameTabs([notesSheet(sheets), ...sheets]);
  const contents = contentsSheet(tables);
  return {
    title: textCell(`${release.title}. ${english.edition(release.edition)}`),
    publisher: textCell(options.publisher),
    createdAt: release.frozenAt ?? `${release.period.to}T00:00:00.000Z`,
    cover: coverLines(edition),
    tabs: [{ tab: CONTENTS, table: 'contents', sheet: contents, links: 'tabs' }, ...tables],
  };
}

function coverLines({ release, options }: Edition): string[] {
  const { citing, about, edition } = english;
  const year = (release.publishedAt ?? release.frozenAt ?? release.period.to).slice(0, 4);
  const { title, edition: number } = release;
  return [
    title,
    options.synthetic ? english.synthetic : '',
    edition(number),
    about(shownDay(release.period.from, english.locale), shownDay(release.period.to, english.locale)),
    release.frozenAt === null ? '' : english.frozenOn(shownDay(release.frozenAt, english.locale)),
    release.publishedAt === null
      ? english.notPublished
      : english.publishedOn(shownDay(release.publishedAt, english.locale)),
    release.revisionNote === null ? '' : `${english.revisions.title}: ${release.revisionNote}`,
    `Publisher: ${options.publisher}`,
    options.licence === null
      ? citing.noLicence
      : `${citing.licence}: ${options.licence.title}, ${options.licence.path}`,
    options.contact === null ? '' : `${citing.contact}: ${options.contact}`,
    `${citing.title}: ${citing.text({ publisher: options.publisher, year, title, edition: number })}`,
    ...english.caution.lines,
    `The sheet ${CONTENTS} leads to each table. The sheet ${NOTES} explains shorthand.`,
  ].flatMap((line) => (line === '' ? [] : [textCell(line)]));
}

function contentsSheet(tables: readonly Tab[]): Sheet {
  return {
    name: 'contents',
    title: 'Contents',
    about: 'Every sheet with a table.',
    key: ['sheet'],
    columns: [
      { name: 'sheet', title: 'Sheet', type: 'string', about: 'Leads there.' },
      { name: 'title', title: 'Title', type: 'string', about: 'What it shows.' },
      { name: 'about', title: 'About', type: 'string', about: 'What is in it.' },
      { name: 'rows', title: 'Rows', type: 'integer', about: 'Of the table.' },
    ],
    rows: tables.map(({ tab, sheet }) => [tab, sheet.title, sheet.about, sheet.rows.length]),
  };
}

function notesSheet(sheets: readonly Sheet[]): Sheet {
  const used = shorthandIn(sheets);
  const marks = (Object.keys(MARKS) as Mark[]).filter((mark) => used.has(`[${mark}]`));
  return {
    name: 'notes',
    title: 'Notes',
    about: 'What shorthand means, and what the tables rest on.',
    key: ['note'],
    columns: [
      { name: 'note', title: 'Note', type: 'string', about: 'Shorthand, or what the note is about.' },
      { name: 'meaning', title: 'Meaning', type: 'string', about: 'In words.' },
    ],
    rows: [
      [NONE, 'No shorthand: nothing is to be known of this value beyond what is said with its table.'],
      ...marks.map((mark) => [`[${mark}]`, MARKS[mark]]),
      ...sheets.flatMap(({ name, notes = [] }) =>
        notes.map((note, i) => [notes.length === 1 ? name : `${name}: note ${i + 1}`, note]),
      ),
    ],
  };
}

/** Every shorthand that stands in a cell. */
function shorthandIn(sheets: readonly Sheet[]): Set<string> {
  const isShorthand = /^(?:\[[a-z]+\] ?)+$/;
  const cells = sheets.flatMap(({ rows }) => rows.flat());
  const shorthand = cells.filter((cell) => typeof cell === 'string' && isShorthand.test(cell)) as string[];
  return new Set(shorthand.flatMap((cell) => cell.split(' ')));
}

const LONGEST_TAB = 31;

/** Names that every program of spreadsheets takes, each of them once whatever the case of its letters. */
function nameTabs(sheets: readonly Sheet[]): Tab[] {
  const taken = new Set([COVER, CONTENTS].map((name) => name.toLowerCase()));
  return sheets.map((sheet) => {
    const plain = sheet.name === 'notes' ? NOTES : sheet.name.replace(/[^A-Za-z0-9 _-]/g, '-');
    const tab = free(plain.slice(0, LONGEST_TAB), taken);
    taken.add(tab.toLowerCase());
    return { tab, table: `t_${tab.replace(/[^A-Za-z0-9]/g, '_')}`, sheet, links: 'none' };
  });
}

function free(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name.toLowerCase())) return name;
  for (let n = 2; ; n++) {
    const next = `${name.slice(0, LONGEST_TAB - 1 - String(n).length)}-${n}`;
    if (!taken.has(next.toLowerCase())) return next;
  }
}
