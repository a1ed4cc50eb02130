import { type Db, row, rows, sql, type Tx } from '../../shared/db.ts';
import { Problem } from '../../shared/problem.ts';
import type { RemovalHost } from './host.ts';

const HOST = sql`id, name, kind, domains, country, channel, contact, flagger_note as "flaggerNote",
  answer_within_hours as "answerWithinHours", valid_from as "validFrom", valid_to as "validTo"`;

/** Every host, partner and authority that stands on a day, by name. */
export async function hostsOn(db: Db, at: Date): Promise<RemovalHost[]> {
  const day = dayOf(at);
  return rows(
    db,
    sql<RemovalHost>`select ${HOST} from removal_host
      where valid_from <= ${day}::date and (valid_to is null or valid_to > ${day}::date) order by name, id`,
  );
}

/** A host as it stands on a day, or last stood; throws `dissemination.unknown-host`. */
export async function hostById(db: Db, id: string, at: Date): Promise<RemovalHost> {
  const asked = /^[a-z0-9-]+$/.test(id) ? id : null;
  const host = await row(
    db,
    sql<RemovalHost>`select ${HOST} from removal_host where id = ${asked} and valid_from <= ${dayOf(at)}::date
      order by valid_from desc limit 1`,
  );
  if (!host) throw new Problem('dissemination.unknown-host');
  return host;
}

/** Names by id: the latest name each had. */
export async function namesOfHosts(db: Db): Promise<Map<string, string>> {
  const named = await rows(
    db,
    sql<{
      id: string;
      name: string;
    }>`select distinct on (id) id, name from removal_host order by id, valid_from desc`,
  );
  return new Map(named.map(({ id, name }) => [id, name]));
}

/**
 * Adds a host, or a dated change of one: the row that stood until then ends on that day, and a change dated before
 * another holds until that one. Throws `dissemination.host-changed-today` where there is one of that day.
 */
export async function putHost(tx: Tx, host: RemovalHost): Promise<void> {
  const { validFrom } = host;
  await rows(
    tx,
    sql`update removal_host set valid_to = ${validFrom}::date where id = ${host.id} and valid_from < ${validFrom}::date
        and (valid_to is null or valid_to > ${validFrom}::date)`,
  );
  const added = await rows(
    tx,
    sql`insert into removal_host (id, name, kind, domains, country, channel, contact, flagger_note, answer_within_hours,
          valid_from, valid_to)
        values (${host.id}, ${host.name}, ${host.kind}, ${host.domains}::text[], ${host.country}, ${host.channel},
          ${host.contact}, ${host.flaggerNote}, ${host.answerWithinHours}, ${validFrom},
          (select min(valid_from) from removal_host where id = ${host.id} and valid_from > ${validFrom}::date))
        on conflict (id, valid_from) do nothing returning id`,
  );
  if (added.length === 0) throw new Problem('dissemination.host-changed-today');
}

/** What a host has made of its notices. `medianHours`: from sending to its saying that it is gone, less time suspended. */
export type HostHistory = {
  hostId: string;
  notices: number;
  open: number;
  removed: number;
  refused: number;
  unanswered: number;
  medianHours: number | null;
  /** How many removals the median rests on. */
  timed: number;
};

/** By host; hosts without a notice that went out are left out. */
export async function hostHistories(db: Db): Promise<HostHistory[]> {
  return rows(
    db,
    sql<HostHistory>`select n.host_id as "hostId", count(*) as notices,
        count(*) filter (where n.state not in ('closed', 'withdrawn')) as open,
        count(removed.at) as removed,
        count(*) filter (where refused.at is not null and removed.at is null) as refused,
        count(*) filter (where lapsed.at is not null and removed.at is null and refused.at is null) as unanswered,
        (percentile_cont(0.5) within group
          (order by (extract(epoch from removed.at - sent.at) - n.stopped_ms / 1000.0) / 3600))::float8 as "medianHours",
        count(removed.at) as timed
      from removal_notice n
      join lateral (select min(at) as at from removal_step s where s.notice_id = n.id and s.action = 'send') sent
        on sent.at is not null
      cross join lateral (select min(at) as at from removal_step s where s.notice_id = n.id and s.action = 'say-removed') removed
      cross join lateral (select min(at) as at from removal_step s where s.notice_id = n.id and s.action = 'refuse') refused
      cross join lateral (select min(at) as at from removal_step s where s.notice_id = n.id and s.action = 'lapse') lapsed
      group by n.host_id order by n.host_id`,
  );
}

function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10);
}
