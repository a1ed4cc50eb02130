import pg from 'pg';

const { builtins, getTypeParser } = pg.types;
const DATE_ARRAY = 1182;
const INT8_ARRAY = 1016;
const TEXT_ARRAY = 1009 as Parameters<typeof getTypeParser>[0];

type ReadText = (text: string) => unknown;

/** Text arrays come as strings; each item is then read by `read`. */
function arrayOf(read: ReadText): ReadText {
  const items = getTypeParser(TEXT_ARRAY) as (text: string) => (string | null)[];
  return (text) => items(text).map((item) => (item === null ? null : read(item)));
}

/** A count or an identity; beyond 2^53 it could not be told from its neighbour. */
function readInt8(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number)) throw new RangeError('a bigint is beyond 2^53');
  return number;
}

/** A day has no time zone: it stays as written, 2026-03-02. */
const readDate: ReadText = (text) => text;

const READERS = new Map<number, ReadText>([
  [builtins.INT8, readInt8],
  [INT8_ARRAY, arrayOf(readInt8)],
  [builtins.DATE, readDate],
  [DATE_ARRAY, arrayOf(readDate)],
]);

/** How column types become values. Of a pool, not of the driver: numeric stays text, as the driver has it. */
export const valueTypes: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    (format !== 'binary' && READERS.get(oid)) || getTypeParser(oid, format as 'text'),
};
