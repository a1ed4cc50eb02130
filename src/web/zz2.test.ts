import { test } from 'node:test';
import { testDesk } from './test-desk.ts';
import { rows, sql } from '../shared/db.ts';
test('perf', async () => {
  const desk = await testDesk();
  const { ownerDb, store } = desk.test;
  await rows(ownerDb, sql`insert into referral (id, source_id, received_at, channel, state, state_since, key_id, wrapped_key)
    select gen_random_uuid(), 'platform-one', now(), 'api', 'open', now(), 'k', '\\x00' from generate_series(1, 100000)`);
  await rows(ownerDb, sql`insert into queue_place (referral_id, policy_version, number, received_at, tier, band, imminence, act_by, order_key, threat, incident_type, source_id, files, children, novelty, virality, linked, reporters, folded, conflicts, floors, decided, out_of_date, preserved_until, preserved_assumed, sensitivity, assigned_to)
    select id, '2026-11', number, received_at, 2, (array['very-high','high','medium','low'])[1 + number % 4], 'P3', timestamptz '2026-03-02' + (number % 30) * interval '1 day', (2::bigint * 100000 + number % 30) * 1000000000, 'images', 'other', source_id, 1, 0, 'first-seen', 'none', 0, 1, 0, 0, '{}', false, false, null, false, 'ordinary', null from referral where key_id = 'k'`);
  await rows(ownerDb, sql`analyze`);
  const ex = async (q: ReturnType<typeof sql>) => console.log((await rows<any>(ownerDb, q as any)).map((r: any) => r['QUERY PLAN']).join('\n'));
  await rows(ownerDb, sql`vacuum analyze queue_place`);

  for (let k = 0; k < 2; k++) {
  await ex(sql`explain (analyze) select q.band, (q.sensitivity = 'ordinary' or q.assigned_to is not distinct from null) as visible, count(*) as count from queue_place q where true group by 1, 2`);
  await ex(sql`explain (analyze) select count(*) filter (where band='very-high') as a, count(*) filter (where band='high') as b, count(*) filter (where band='medium') as c, count(*) as count from queue_place q`);
  await ex(sql`explain (analyze) select band, count(*) from queue_place q where band in ('very-high','high','medium','low') group by band`);
  await ex(sql`explain (analyze) select b, (select count(*) from queue_place q where q.band = b) from unnest(array['very-high','high','medium','low']) as x (b)`);
  await ex(sql`explain (analyze) select band, count(*) from queue_place q where not (q.sensitivity = 'ordinary' or q.assigned_to is not distinct from null) group by 1`);
  }
  const v = await desk.visitor(desk.people.analyst);
  const times: number[] = [];
  for (let i = 0; i < 60; i++) { const t = performance.now(); const a = await v.get('/queue'); times.push(performance.now() - t); if (a.statusCode !== 200) throw new Error(a.body.slice(0, 300)); }
  times.sort((a, b) => a - b);
  console.log('queue p50', times[30], 'p95', times[57], 'max', times[59]);
  for (const q of ['band=low', 'threat=images&clock=breached', 'source=hotline-one', 'undecided=yes']) { const t = performance.now(); await v.get('/queue?' + q); console.log(q, performance.now() - t); }
  const rt: number[] = [];
  for (let i = 0; i < 20; i++) { const t = performance.now(); await v.get('/referrals/' + desk.numbers.images); rt.push(performance.now() - t); }
  rt.sort((a, b) => a - b); console.log('referral p50', rt[10], 'p95', rt[18]);
  await desk.close();
});
