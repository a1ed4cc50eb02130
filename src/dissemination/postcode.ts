/** Forces by folded postcode. */
export type PostcodeForces = ReadonlyMap<string, string[]>;

/** One line of a postcode list: a postcode or the start of one, and the force it lies in. */
export type PostcodeLine = { prefix: string; force: string };

/** Capital letters and digits only. */
export function foldPostcode(postcode: string): string {
  return postcode.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');
}

/** The starts of a folded postcode, longest first: an entry for the whole beats one for its district. */
export function prefixesOf(folded: string): string[] {
  return Array.from({ length: folded.length }, (_, i) => folded.slice(0, folded.length - i));
}
