import { type Db, row, rows, sql } from '../../shared/db.ts';
import type { Instrument } from './definition.ts';
import { digestOf, readInstrument } from './read-instrument.ts';

/** A version of an instrument as it was loaded. `loadedBy`: null for one that is shipped. */
export type LoadedInstrument = {
  id: string;
  version: string;
  instrument: Instrument;
  digest: string;
  loadedBy: string | null;
  loadedAt: Date;
  /** Whether new assessments are made with it. */
  inUse: boolean;
  withdrawn: boolean;
};

type Row = Omit<LoadedInstrument, 'instrument'> & { document: unknown };

const VERSIONS = sql`select v.id, v.version, v.document, encode(v.digest, 'hex') as digest, v.loaded_by as "loadedBy",
    v.loaded_at as "loadedAt",
    coalesce((u.version = v.version and u.act = 'publish'), false) as "inUse",
    exists (select from instrument_use w where w.instrument_id = v.id and w.version = v.version and w.act = 'withdraw'
      and not exists (select from instrument_use later where later.instrument_id = v.id
        and later.version = v.version and later.act = 'publish' and later.seq > w.seq)) as withdrawn
  from instrument_version v
  left join lateral (select * from instrument_use where instrument_id = v.id order by seq desc limit 1) u on true`;

/** Whether it is new: false where the same version with the same contents was loaded before. */
export async function addInstrument(
  db: Db,
  loaded: { instrument: Instrument; loadedBy: string | null; loadedAt: Date },
): Promise<boolean> {
  const { instrument, loadedBy, loadedAt } = loaded;
  const added = await rows(
    db,
    sql`insert into instrument_version (id, version, digest, document, loaded_by, loaded_at)
        values (${instrument.id}, ${instrument.version}, decode(${digestOf(instrument)}, 'hex'),
          ${JSON.stringify(instrument)}::jsonb, ${loadedBy}, ${loadedAt}) on conflict do nothing returning id`,
  );
  return added.length > 0;
}

export type InstrumentUse = {
  instrumentId: string;
  version: string;
  act: 'publish' | 'withdraw';
  reason: string | null;
  doneBy: string | null;
  doneAt: Date;
};

export async function addInstrumentUse(db: Db, use: InstrumentUse): Promise<void> {
  await rows(
    db,
    sql`insert into instrument_use (instrument_id, version, act, reason, done_by, done_at)
        values (${use.instrumentId}, ${use.version}, ${use.act}, ${use.reason}, ${use.doneBy}, ${use.doneAt})`,
  );
}

/** Every version, those in use first. */
export async function instrumentVersions(db: Db): Promise<LoadedInstrument[]> {
  const found = await rows(db, sql<Row>`${VERSIONS} order by "inUse" desc, v.id, v.loaded_at desc`);
  return found.map(fromRow);
}

export async function findInstrument(
  db: Db,
  id: string,
  version: string,
): Promise<LoadedInstrument | undefined> {
  const found = await row(db, sql<Row>`${VERSIONS} where v.id = ${id} and v.version = ${version}`);
  return found && fromRow(found);
}

/** Documents never change, so that each is read and compiled once in a process. */
const known = new Map<string, Instrument>();

function fromRow({ document, ...rest }: Row): LoadedInstrument {
  const instrument = known.get(rest.digest) ?? readInstrument(document);
  known.set(rest.digest, instrument);
  return { ...rest, instrument };
}

export const BASE_RATE_BASES = {
  outcomes: { label: 'Counted from recorded outcomes' },
  study: { label: 'From a published study' },
  assumption: { label: 'Assumed for planning' },
} as const satisfies Record<string, { label: string }>;
export type BaseRateBasis = keyof typeof BASE_RATE_BASES;

/** The share of suspects here for whom what instruments look for is true. */
export type BaseRate = { rate: number; basis: BaseRateBasis; note: string; setBy: string; setAt: Date };

export async function addBaseRate(db: Db, { rate, basis, note, setBy, setAt }: BaseRate): Promise<void> {
  await rows(
    db,
    sql`insert into base_rate (rate, basis, note, set_by, set_at) values (${rate}, ${basis}, ${note}, ${setBy}, ${setAt})`,
  );
}

/** What is set now; undefined where nobody has set one. */
export async function currentBaseRate(db: Db): Promise<BaseRate | undefined> {
  return row(
    db,
    sql<BaseRate>`select rate, basis, note, set_by as "setBy", set_at as "setAt" from base_rate order by seq desc limit 1`,
  );
}
