import { Compile } from 'typebox/compile';
import type { CodeList, Scheme } from './scheme.ts';
import { type Crosswalks, CrosswalksSchema } from './scheme-document.ts';
import { SCHEMES } from './schemes.ts';
import document from './shipped/crosswalks.json' with { type: 'json' };

const read: unknown = document;
if (!Compile(CrosswalksSchema).Check(read)) throw new Error('crosswalks.json is no document of crosswalks');

/** Versioned with the software; a lossy row says so, and is never taken without a person. */
export const CROSSWALKS: Crosswalks = read;

/** A code of a list that the scheme does not have, and what it becomes in one that it has. */
export type CrossedCode = {
  crosswalk: string;
  list: CodeList;
  code: CodeList['codes'][number];
  to: string;
  /** One where it is known, else all that it may be. */
  becomes: readonly string[];
  isLossy: boolean;
  /** Another code becomes the same: their counts add up. */
  isShared: boolean;
};

/** All codes by which forces may answer that the scheme itself does not have. */
export function crossedCodes(scheme: Scheme): CrossedCode[] {
  const own = new Set(scheme.codeLists.map(({ id }) => id));
  const lists = [...CROSSWALKS.lists, ...SCHEMES.flatMap(({ codeLists }) => codeLists)];
  return CROSSWALKS.crosswalks
    .filter(({ from, to }) => own.has(to) && !own.has(from))
    .flatMap(({ id, from, to, rows }) => {
      const list = lists.find((one) => one.id === from)!;
      return rows.flatMap((row) => {
        const code = list.codes.find((one) => one.code === row.from);
        const isShared = rows.filter((other) => other.to.some((one) => row.to.includes(one))).length > 1;
        return code
          ? [{ crosswalk: id, list, code, to, becomes: row.to, isLossy: row.isLossy, isShared }]
          : [];
      });
    });
}
