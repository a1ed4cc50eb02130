import { openDataKeys } from '../../referral/index.ts';
import type { Db, Store } from '../../shared/db.ts';
import { sealJson, unsealJson } from '../../shared/envelope.ts';
import type { LinkRecord } from '../model/link-record.ts';
import type { SealedRecord } from './record-rows.ts';

/** The context that binds a record's values to their column. */
const SEALED_AS = 'er_record.sealed';

export function sealValues(dataKey: Buffer, values: LinkRecord): Buffer {
  return sealJson(dataKey, SEALED_AS, values);
}

/** The values of records, to be compared in this process and nowhere kept; those whose key is destroyed are absent. */
export async function openValues(
  store: Store,
  db: Db,
  records: readonly SealedRecord[],
): Promise<Map<number, LinkRecord>> {
  if (records.length === 0) return new Map();
  const keys = await openDataKeys(store, db, [...new Set(records.map(({ referralId }) => referralId))]);
  return new Map(
    records.flatMap(({ id, referralId, sealed }) => {
      const key = keys.get(referralId);
      return key ? [[id, unsealJson<LinkRecord>(key, SEALED_AS, sealed)] as const] : [];
    }),
  );
}
