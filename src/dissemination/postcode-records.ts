import { type Db, rows, sql, type Tx } from '../shared/db.ts';
import { foldPostcode, type PostcodeForces, type PostcodeLine, prefixesOf } from './postcode.ts';

/** Forces of postcodes by the latest imported edition; the longest entry that begins each counts. */
export async function forcesOfPostcodes(db: Db, postcodes: readonly string[]): Promise<PostcodeForces> {
  const folded = [...new Set(postcodes.map(foldPostcode))];
  if (folded.length === 0) return new Map();
  const lines = await rows(
    db,
    sql<PostcodeLine>`select prefix, force from postcode_force
      where edition = (select max(edition) from postcode_force) and prefix = any(${folded.flatMap(prefixesOf)}::text[])`,
  );
  const byPrefix = Map.groupBy(lines, ({ prefix }) => prefix);
  const found = folded.map((postcode) => {
    const prefix = prefixesOf(postcode).find((start) => byPrefix.has(start));
    return [postcode, prefix ? byPrefix.get(prefix)!.map(({ force }) => force) : []] as const;
  });
  return new Map(found);
}

/** Adds lines to an edition; lines it has already are left as they are. */
export async function addPostcodeLines(
  tx: Tx,
  edition: string,
  lines: readonly PostcodeLine[],
): Promise<void> {
  await rows(
    tx,
    sql`insert into postcode_force (edition, prefix, force)
        select ${edition}::date, prefix, force
        from unnest(${lines.map(({ prefix }) => prefix)}::text[], ${lines.map(({ force }) => force)}::text[]) as new (prefix, force)
        on conflict do nothing`,
  );
}
