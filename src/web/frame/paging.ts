/** One page of a long list that is held whole. `number` counts from 1. */
export type PageOf<T> = { items: T[]; number: number; pages: number; from: number; total: number };

/** The page asked for; the first where what was asked is no page. */
export function pageOf<T>(all: readonly T[], asked: string | undefined, size: number): PageOf<T> {
  const pages = Math.max(1, Math.ceil(all.length / size));
  const wanted = Number(asked);
  const number = Number.isInteger(wanted) && wanted >= 1 && wanted <= pages ? wanted : 1;
  const from = (number - 1) * size;
  return { items: all.slice(from, from + size), number, pages, from, total: all.length };
}
