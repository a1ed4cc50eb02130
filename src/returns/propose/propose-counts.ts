import type { Counted, Layout, Meaning } from '../mapping.ts';
import { readCount } from '../read-count.ts';
import { textAt } from '../sheet.ts';
import type { FoundLabel, FoundTable } from '../tables/found-table.ts';
import { TURNS_ROUND } from '../words/vocabulary.ts';
import { type About, aboutTable } from './about-table.ts';
import type { Learnt } from './learnt.ts';
import type { Lexicon } from './lexicon.ts';
import type { Years } from './plain-words.ts';
import { resolveAxis } from './resolve-axis.ts';
import { type Resolved, SURE, sure, unsure } from './resolved.ts';
import { withLearnt } from './with-learnt.ts';

export type ProposedTable = { about: Resolved; rows: Resolved[]; columns: Resolved[]; layout: Layout };

/** What the labels of a table of counts mean together. */
export function proposeCounts(
  table: FoundTable,
  lexicon: Lexicon,
  { learnt, years }: { learnt: Learnt; years: Years },
): ProposedTable {
  const about = withLearnt(table, {
    learnt,
    years,
    axis: 'about',
    path: [],
    resolved: aboutTable(table, lexicon, years),
  });
  const question = questionOf(about.means);
  const context = { lexicon, years };
  const confirmed = (axis: 'rows' | 'columns', resolved: readonly Resolved[]) =>
    resolved.map((one, i) =>
      withLearnt(table, { learnt, years, axis, path: table[axis][i]!.path, resolved: one, beside: resolved }),
    );
  const first = resolveAxis(table.rows, { ...context, question });
  const columns = resolveAxis(table.columns, { ...context, question: question ?? onlyQuestion(first) });
  const rows =
    question === undefined && onlyQuestion(columns) !== undefined
      ? resolveAxis(table.rows, { ...context, question: onlyQuestion(columns)! })
      : first;
  const proposed = withParts(table, {
    about: withoutTopic(table, about, [...rows, ...columns]),
    rows: confirmed('rows', rows),
    columns: confirmed('columns', withoutTwins(columns)),
  });
  const named = withImpliedQuestion(proposed, lexicon);
  return { ...named, layout: layoutOf(named) };
}

function questionOf(means: Meaning): string | undefined {
  return means.is === 'counted' ? means.question : undefined;
}

function onlyQuestion(resolved: readonly Resolved[]): string | undefined {
  const questions = new Set(
    resolved.map(({ means }) => questionOf(means)).filter((one) => one !== undefined),
  );
  return questions.size === 1 ? [...questions][0] : undefined;
}

/** Where lines name several questions by their own names, the words above them are their topic and narrow none of them. */
function withoutTopic(
  table: FoundTable,
  about: Pick<About, keyof Resolved | 'isOfOther'>,
  lines: readonly Resolved[],
): Resolved {
  const named = new Set(
    lines.filter(({ confidence }) => confidence >= BY_NAME).map(({ means }) => questionOf(means)),
  );
  named.delete(undefined);
  const above = [table.sheet.name, ...table.captions.map(({ text }) => text)].join(' ');
  const isUnclear = about.means.is === 'open' && !about.isOfOther && !TURNS_ROUND.test(above);
  const isOneOfThem = questionOf(about.means) !== undefined;
  if (named.size < 2 || !(isUnclear || isOneOfThem)) return about;
  return sure({ is: 'counted' }, SURE, 'its lines name their questions themselves');
}

/** A question by one of its own names. */
const BY_NAME = 0.97;

/** Two columns of counts of which nothing tells which is meant. */
function withoutTwins(columns: Resolved[]): Resolved[] {
  const bare = (one: Resolved) => one.means.is === 'counted' && Object.keys(one.means).length === 1;
  if (columns.filter(bare).length < 2) return columns;
  return columns.map((one) =>
    bare(one)
      ? {
          ...unsure('another column beside it says the same'),
          candidates: [{ means: { is: 'counted' }, confidence: 0.5, reason: one.reason }],
        }
      : one,
  );
}

type Parts = Omit<ProposedTable, 'layout'>;

/** Lines that nobody knows, such as districts, are parts where they add up to the line of the total in every column. */
function withParts(table: FoundTable, parts: Parts): Parts {
  const value = (row: FoundLabel, column: FoundLabel) =>
    readCount(textAt(table.sheet, row.at, column.at)).value;
  return {
    ...parts,
    rows: addingUp(parts.rows, {
      labels: table.rows,
      across: countedOf(table.columns, parts.columns),
      value,
    }),
    columns: addingUp(parts.columns, {
      labels: table.columns,
      across: countedOf(table.rows, parts.rows),
      value: (a, b) => value(b, a),
    }),
  };
}

function countedOf(labels: readonly FoundLabel[], resolved: readonly Resolved[]): FoundLabel[] {
  return labels.filter((label, i) => resolved[i]!.means.is === 'counted' && !label.isAlone);
}

type Sums = {
  labels: readonly FoundLabel[];
  across: readonly FoundLabel[];
  value: (one: FoundLabel, other: FoundLabel) => number | null;
};

function addingUp(resolved: Resolved[], { labels, across, value }: Sums): Resolved[] {
  const isTotal = (i: number) =>
    resolved[i]!.means.is === 'counted' &&
    (resolved[i]!.means as Counted).isTotal === true &&
    Object.keys(resolved[i]!.means).length === 2;
  const totals = [...resolved.keys()].filter(isTotal);
  if (totals.length !== 1) return resolved;
  const unknown = [...resolved.keys()].filter((i) => resolved[i]!.means.is === 'open' && !labels[i]!.isAlone);
  const others = [...resolved.keys()].filter(
    (i) =>
      !totals.includes(i) &&
      !unknown.includes(i) &&
      resolved[i]!.means.is === 'counted' &&
      !labels[i]!.isAlone,
  );
  if (unknown.length < 2 || others.length > 0 || across.length === 0) return resolved;
  const total = labels[totals[0]!]!;
  const addsUp = across.every((other) => {
    const whole = value(total, other);
    const parts = unknown.map((i) => value(labels[i]!, other));
    return (
      whole !== null &&
      parts.every((part) => part !== null) &&
      parts.reduce((sum, part) => sum + part, 0) === whole
    );
  });
  const tells = across.some((other) => (value(total, other) ?? 0) > 0);
  if (!addsUp || !tells) return resolved;
  return resolved.map((one, i) =>
    unknown.includes(i)
      ? {
          ...sure({ is: 'counted', isPart: true }, 0.88, 'these lines add up to the total'),
          candidates: one.candidates,
        }
      : one,
  );
}

/** Codes that only one question is broken down by say which question it is, where nothing above says otherwise. */
function withImpliedQuestion(parts: Parts, { scheme }: Lexicon): Parts {
  const all = [parts.about, ...parts.rows, ...parts.columns].map(({ means }) => means);
  if (all.some((means) => means.is === 'open')) return parts;
  if (parts.about.means.is !== 'counted' || all.some((means) => questionOf(means) !== undefined))
    return parts;
  const lists = new Set(
    all.flatMap((means) => (means.is === 'counted' ? Object.keys(means.codes ?? {}) : [])),
  );
  const possible = scheme.questions.filter(({ by }) => [...lists].every((list) => by.includes(list)));
  if (lists.size === 0 || possible.length !== 1) return parts;
  const means: Counted = { ...parts.about.means, question: possible[0]!.id };
  return {
    ...parts,
    about: sure(means, 0.86, `only "${possible[0]!.title}" is broken down by ${[...lists].join(' and ')}`),
  };
}

function layoutOf({ about, rows, columns }: Parts): Layout {
  const asks = (resolved: readonly Resolved[]) =>
    new Set(resolved.map(({ means }) => questionOf(means)).filter(Boolean)).size;
  if (asks(columns) > 1) return 'wide';
  if (asks(rows) > 1 || (asks(rows) === 1 && questionOf(about.means) === undefined && rows.length === 1))
    return 'questions';
  return asks(columns) === 1 && questionOf(about.means) === undefined && asks(rows) === 0
    ? 'wide'
    : 'broken-down';
}
