import { type Fault, Problem } from '../../shared/problem.ts';
import type { WrittenSection } from './section-records.ts';

// Commentary as one text file, so that it can be written elsewhere. Each section opens with a line of its own that says
// which version it was taken from: what somebody else wrote meanwhile is never written over unseen.

export type CommentarySection = { id: string; version: number; heading: string; text: string };
export type Commentary = { slug: string; edition: number; sections: CommentarySection[] };

const FIRST_LINE = /^# everydot commentary: ([a-z0-9-]+), edition (\d{1,4})$/;
const SECTION_LINE = /^=== ([a-z0-9-]+) \| version (\d{1,6}) \| (.*)$/;
/** A line of the text that looks like the start of a section is written with one more backslash before it. */
const ESCAPED = /^\\+=== /;
const TO_ESCAPE = /^\\*=== /;

type Written = {
  slug: string;
  edition: number;
  sections: readonly Omit<WrittenSection, 'writtenBy' | 'writtenAt' | 'position'>[];
};

export function writeCommentary({ slug, edition, sections }: Written): string {
  return [
    `# everydot commentary: ${slug}, edition ${edition}`,
    '',
    ...sections.flatMap(({ id, version, heading, text }) => [
      `=== ${id} | version ${version} | ${heading}`,
      ...text.split('\n').map((line) => (TO_ESCAPE.test(line) ? `\\${line}` : line)),
      '',
    ]),
  ].join('\n');
}

/** Throws `picture.commentary-unreadable` with the line. */
export function readCommentary(file: string): Commentary {
  const lines = file.replace(/^\u{feff}/u, '').split(/\r\n|\r|\n/);
  const first = FIRST_LINE.exec(lines[0] ?? '');
  if (!first) throw unreadable(1, 'the first line names no report: "# everydot commentary: NAME, edition 1"');
  const sections: CommentarySection[] = [];
  for (const [i, line] of lines.entries()) {
    if (i === 0) continue;
    const opens = SECTION_LINE.exec(line);
    const [, id, version, heading] = opens ?? [];
    if (opens) {
      if (sections.some((one) => one.id === id)) throw unreadable(i + 1, 'the section stands twice');
      sections.push({ id: id!, version: Number(version), heading: heading!.trim(), text: '' });
    } else if (line.startsWith('=== '))
      throw unreadable(i + 1, 'a section opens so: "=== ID | version 1 | Heading"');
    else if (sections.length > 0) sections.at(-1)!.text += `${ESCAPED.test(line) ? line.slice(1) : line}\n`;
    else if (line.trim() !== '') throw unreadable(i + 1, 'text before the first section');
  }
  return {
    slug: first[1]!,
    edition: Number(first[2]),
    sections: sections.map((section) => ({ ...section, text: section.text.trim() })),
  };
}

function unreadable(line: number, reason: string): Problem {
  const fault: Fault = { line, reason };
  return new Problem('picture.commentary-unreadable', { faults: [fault] });
}
