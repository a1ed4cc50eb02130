import { Problem } from '../../shared/problem.ts';

/** A hash in base64 has 88 characters at most (64 bytes). Chosen: far above that, far below the smallest picture. */
const LONGEST_ENCODED = 600;

const ENCODED = new RegExp(
  // A data address, one long run of encoded bytes, or the same broken into lines of a mail (JSON writes "\\n").
  `data:[\\w.+-]+/[\\w.+-]+;base64,|[A-Za-z0-9+/_-]{${LONGEST_ENCODED},}|(?:[A-Za-z0-9+/]{60,}(?:\\\\[rn])+){8,}`,
);

/** Answers with the text; throws `prevention.content-in-report` where encoded bytes stand in it. */
export function ensureNoContent(text: string): string {
  if (ENCODED.test(text)) throw new Problem('prevention.content-in-report');
  return text;
}
