import { scanIndex } from '../../hashing/index.ts';
import type { Db } from '../../shared/db.ts';
import type { HashSearch } from './hash-search.ts';
import { listedIndex } from './listed-index.ts';

const HERE = new WeakMap<Db, HashSearch>();

/** The search in this process: for short commands and tests. Level with the lists at every search; one a database. */
export function searchHere(db: Db): HashSearch {
  const made = HERE.get(db) ?? listedIndex({ db, index: scanIndex(), levelFirst: true });
  HERE.set(db, made);
  return made;
}
