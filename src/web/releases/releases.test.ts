import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { refreshPicture } from '../../flow/index.ts';
import { type TestDesk, testDesk, type Visitor } from '../test-desk.ts';
import { textOf, visitorAs } from '../test-units.ts';

let desk: TestDesk;
let writer: Visitor;
let supervisor: Visitor;
let id = '';
before(async () => {
  desk = await testDesk();
  await refreshPicture(desk.test.store);
  writer = await visitorAs(desk, 'statistician');
  supervisor = await visitorAs(desk, 'supervisor');
});
after(() => desk.close());

const page = (part = '') => `/releases/${id}${part}`;
const read = async (visitor: Visitor, part = '') => textOf((await visitor.get(page(part))).body);

test('a report is begun from a template, with the figures of its period', async () => {
  await writer.get('/releases/new');
  const refused = await writer.post('/releases/new', { name: '', period: '2026-3' });
  assert.equal(refused.statusCode, 422);
  assert.match(textOf(refused.body), /Enter a year, a month, or two days in order/);
  const { headers } = await writer.post('/releases/new', {
    name: 'Threat assessment, March',
    period: '2026-03',
  });
  id = /\/releases\/(.+)/.exec(String(headers.location))![1]!;
  const text = await read(writer);
  assert.match(text, /Threat assessment, March/);
  assert.match(text, /Online child sexual exploitation/);
  assert.match(text, /There are no priorities\. The assessment is there to steer the year’s work/);
  const again = await writer.post('/releases/new', { name: 'Threat assessment, March', period: '2026-03' });
  assert.match(textOf(again.body), /There is a report of that name already/);
});

test('commentary is seen with its figures before it is saved; what cannot be shown is told with its line', async () => {
  const form = {
    version: '1',
    heading: 'Summary',
    text: 'There were [[figure receipts-received]] referrals; [[figure nobody]].\n\nIt has possibly doubled.',
  };
  await writer.get(page('/sections/summary'));
  const seen = await writer.post(page('/sections/summary'), { ...form, act: 'preview' });
  assert.equal(seen.statusCode, 200);
  assert.match(textOf(seen.body), /There were 5 \[p\] referrals/);
  assert.match(
    textOf(seen.body),
    /Summary, line 1 : There is nothing of that name to show: \[\[figure nobody\]\]/,
  );
  assert.match(textOf(seen.body), /“possibly” gives no probability/);
  assert.match(seen.body, /href="\/picture\/figures\/receipts-received"/);
  await writer.post(page('/sections/summary'), { ...form, act: 'save' });
  await writer.get(page());
  const refused = await writer.post(page('/do/freeze'));
  assert.equal(refused.statusCode, 422);
  assert.match(textOf(refused.body), /There is a problem What stands in the way of freezing/);
});

test('of two people who write the same section the later one is told, sees both texts, and may go on', async () => {
  const form = {
    version: '2',
    heading: 'Summary',
    text: 'There were [[figure receipts-received]] referrals.',
  };
  await writer.get(page('/sections/summary'));
  assert.equal((await writer.post(page('/sections/summary'), form)).statusCode, 303);
  const late = await writer.post(page('/sections/summary'), { ...form, text: 'Words of the later one.' });
  assert.equal(late.statusCode, 422);
  assert.match(textOf(late.body), /Somebody else has written this meanwhile/);
  assert.match(late.body, /Words of the later one\.<\/textarea>/);
  assert.match(late.body, /There were \[\[figure receipts-received\]\] referrals\.<\/pre>/);
  assert.match(late.body, /name="version" value="3"/);
});

test('priorities have owners and days; the one who froze an edition cannot publish it, another person can', async () => {
  await writer.get(page('/priorities'));
  const refused = await writer.post(page('/priorities'), {
    kind: 'priority',
    what: 'Feedback',
    owner: '',
    dueOn: 'soon',
  });
  assert.match(textOf(refused.body), /Name an owner/);
  await writer.post(page('/priorities'), {
    kind: 'priority',
    what: 'Feedback',
    why: '',
    owner: 'Desk',
    dueOn: '2026-02-01',
  });
  assert.match(await read(writer, '/priorities'), /Feedback Open Overdue Owner Desk Due on 1 February 2026/);
  await writer.get(page());
  assert.equal((await writer.post(page('/do/freeze'))).statusCode, 303);
  assert.match(await read(writer), /You froze it: somebody else has to publish it/);
  assert.equal((await writer.post(page('/do/publish'))).statusCode, 403);
  const before = (await supervisor.get(page())).body;
  assert.equal((await supervisor.post(page('/do/publish'))).statusCode, 409, 'nothing was shown');
  const shown = /name="shown" value="([0-9a-f]{64})"/.exec(before)![1]!;
  assert.equal((await supervisor.post(page('/do/publish'), { shown })).statusCode, 303);
  assert.match(await read(supervisor), /Published By Sample Supervisor/);
  assert.match(textOf((await supervisor.get('/releases')).body), /1 is overdue/);
});

test('a revision needs a reason, and shows what changed', async () => {
  await writer.get(page());
  const refused = await writer.post(page('/do/revise'));
  assert.match(textOf(refused.body), /Say why/);
  const { headers } = await writer.post(page('/do/revise'), { note: 'Late returns came in' });
  const first = id;
  id = /\/releases\/(.+)/.exec(String(headers.location))![1]!;
  assert.notEqual(id, first);
  await writer.get(page('/sections/summary'));
  await writer.post(page('/sections/summary'), { version: '1', heading: 'Summary', text: 'Rewritten.' });
  assert.match(await read(writer, '/compare'), /Against edition 1 .*Added: Rewritten\./);
  assert.match(await read(writer), /Late returns came in/);
});

test('drafts are for those who write, publish or audit them; what is not there is not found', async () => {
  assert.equal((await (await visitorAs(desk, 'auditor')).get(page('/sections/summary'))).statusCode, 200);
  for (const role of ['analyst', 'force-officer', 'administrator'] as const)
    for (const part of ['', '/sections/summary', '/priorities', '/compare'])
      assert.equal((await (await visitorAs(desk, role)).get(page(part))).statusCode, 403, role);
  assert.equal((await writer.get('/releases/nothing')).statusCode, 404);
  assert.equal((await writer.get(page('/sections/nothing'))).statusCode, 404);
  await supervisor.get(page());
  assert.equal(
    (await supervisor.post(page('/sections/summary'), { version: '2', heading: 'x', text: '' })).statusCode,
    403,
  );
});
