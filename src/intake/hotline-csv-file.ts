import { type FileFacts, type FileHash, GRADE_SCHEMES, type HASH_KINDS } from '../referral/index.ts';
import { ANNOTATION_COLUMNS, type ColumnName } from './hotline-csv-columns.ts';
import type { RowReader } from './hotline-csv-reader.ts';
import { hashAt, ipAt, present } from './making.ts';

type Grade = NonNullable<FileFacts['grades']>[number];

/** The one file of a row. */
export function fileOf(reader: RowReader): FileFacts {
  const { evidence } = reader.making;
  const url = reader.text('url', 200_000);
  const name = reader.text('fileName', 200_000);
  const grades = gradesOf(reader);
  const connection = connectionOf(reader);
  return present<FileFacts>({
    hashes: hashesOf(reader),
    annotations: annotationsOf(reader),
    names: name === undefined ? undefined : [evidence.add('file-name', 'File name', name)],
    locations: url === undefined ? undefined : [evidence.add('url', 'Where it is', url)],
    heldBy: reader.text('heldBy', 300),
    holderReference: reader.text('holderReference', 300),
    preservedUntil: reader.day('preservedUntil'),
    viewedBySender: grades.length > 0 ? 'yes' : undefined,
    publiclyAvailable: reader.answer('public'),
    grades: grades.length > 0 ? grades : undefined,
    uploadedAt: reader.moment('uploadedAt', 'upload'),
    connections: connection && [connection],
  });
}

const HASH_COLUMNS = ['md5', 'sha1', 'sha256', 'pdq', 'photodna'] as const satisfies (ColumnName &
  keyof typeof HASH_KINDS)[];

function hashesOf(reader: RowReader): FileHash[] {
  const quality = reader.whole('pdqQuality', { from: 0, to: 100 });
  return HASH_COLUMNS.flatMap((kind) => {
    const value = reader.text(kind, 2_000);
    if (value === undefined) return [];
    const hash = present<FileHash>({ kind, value, quality: kind === 'pdq' ? quality : undefined });
    return hashAt(reader.making, hash, reader.header(kind));
  });
}

function annotationsOf(reader: RowReader): string[] {
  return Object.entries(ANNOTATION_COLUMNS).flatMap(([name, annotation]) => {
    const column = name as ColumnName;
    const answer = reader.answer(column);
    // A flag is present or unknown: a "no" is more than it can say.
    if (answer !== 'yes') reader.leave(column);
    return answer === 'yes' ? annotation : [];
  });
}

function gradesOf(reader: RowReader): Grade[] {
  const grader = reader.text('assessedBy', 200);
  return (['category', 'sapLevel'] as const).flatMap((column) => {
    const written = reader.text(column);
    if (written === undefined) return [];
    const grade = gradeFrom(written, column === 'sapLevel' ? ['uk-sap'] : SCHEMES);
    return grade
      ? present<Grade>({ ...grade, grader })
      : (reader.fault(column, `not a grade: ${allowed(column)}`) ?? []);
  });
}

const SCHEMES = Object.keys(GRADE_SCHEMES) as (keyof typeof GRADE_SCHEMES)[];

/** "B", "Category B", "level 4", "SAP 4", "prohibited" or "A1". */
function gradeFrom(
  written: string,
  schemes: readonly (keyof typeof GRADE_SCHEMES)[],
): Pick<Grade, 'scheme' | 'grade'> | undefined {
  const short = written
    .toLowerCase()
    .replace(/^(?:uk )?(?:category|cat|level|sap level|sap)[ :-]*/, '')
    .replace(/ images?$/, '');
  for (const scheme of schemes) {
    const grades: readonly string[] = GRADE_SCHEMES[scheme].grades;
    const grade = grades.find((candidate) => candidate.toLowerCase() === short);
    if (grade) return { scheme, grade };
  }
  return undefined;
}

function allowed(column: 'category' | 'sapLevel'): string {
  const schemes = column === 'sapLevel' ? (['uk-sap'] as const) : SCHEMES;
  return schemes.flatMap((scheme): readonly string[] => GRADE_SCHEMES[scheme].grades).join(', ');
}

function connectionOf(reader: RowReader): NonNullable<FileFacts['connections']>[number] | undefined {
  const ip = reader.text('ip');
  const port = reader.whole('port', { from: 0, to: 65_535 });
  if (ip === undefined) {
    if (port !== undefined) reader.leave('port');
    return undefined;
  }
  const at = reader.moment('uploadedAt', 'upload');
  return present<NonNullable<FileFacts['connections']>[number]>({
    ip: ipAt(reader.making, ip, reader.header('ip')),
    port,
    at,
    event: 'upload',
  });
}
