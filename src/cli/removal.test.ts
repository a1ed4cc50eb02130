import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { addPerson, openBureau, registerSource } from '../access/index.ts';
import { deriveReferrals, receiveDocument } from '../flow/index.ts';
import { type TestStore, testStore } from '../store/test-database.ts';
import { EXIT, type Opened } from './command.ts';
import { openedFor, runCaptured } from './test-run.ts';

let bench: TestStore;
let opened: Opened;
let folder: string;
let number: string;

before(async () => {
  bench = await testStore();
  const { store } = bench;
  await openBureau(store.db, { name: 'Test bureau', synthetic: true, openedAt: store.clock.now() });
  await addPerson(store.db, { name: 'Ann Analyst', roles: ['analyst'] });
  await addPerson(store.db, { name: 'Sam Supervisor', roles: ['supervisor'] });
  const loader = { kind: 'system', part: 'test' } as const;
  const sender = await registerSource(store, loader, { id: 'hotline-one', name: 'Hotline', kind: 'hotline' });
  opened = openedFor(store);
  const document = {
    incidentType: 'csam-possession-or-distribution',
    urls: ['https://files.box.example/SECRET-PLACE'],
  };
  const raw = Buffer.from(JSON.stringify(document));
  const [receipt] = await receiveDocument(opened.intake, sender, {
    raw,
    channel: 'api',
    adapter: 'native-json',
  });
  await deriveReferrals(store, [receipt!.id]);
  number = receipt!.number;
  folder = await mkdtemp(path.join(tmpdir(), 'everydot-removal-'));
});
after(async () => {
  await rm(folder, { recursive: true });
  await bench.drop();
});

const run = (...argv: string[]) => runCaptured(opened, ['removal', ...argv]);

async function json<T>(...argv: string[]): Promise<T> {
  const { code, out } = await run(...argv, '--json');
  assert.equal(code, EXIT.done, out);
  return JSON.parse(out) as T;
}

test('a notice from the first draft to its end, by commands', async () => {
  const file = path.join(folder, 'hosts.csv');
  await writeFile(file, 'id,name,channel,domains,country\nbox,Box,by-hand,box.example,US\n');
  assert.equal((await run('hosts', '--import', file)).code, EXIT.done);
  assert.match((await run('hosts')).out, /box +Box +host +by-hand +box\.example/);

  const [address] = await json<{ key: string; host: { id: string } }[]>('draft', number);
  assert.equal(address?.host.id, 'box');
  const [drafted] = await json<{ reference: string }[]>('draft', number, '--address', 'all');
  const { reference } = drafted!;
  const early = await run('send', reference);
  assert.equal(early.code, EXIT.refused);
  assert.match(early.out, /removal-gates-shut.*preservation.*release/s);

  const kept = ['--how', 'confirmed-by-provider', '--since', '2026-03-01', '--reference', 'BX-1'];
  assert.match((await run('keep', reference, ...kept)).out, /Draft/);
  assert.equal((await run('nobody', reference)).out, `${reference}: Ready to send.`);
  const shown = await run('show', reference);
  assert.match(shown.out, /Every investigation has released it +holds/);
  assert.equal((await run('send', reference)).out, `${reference}: Sent.`);
  const { notices } = await json<{ notices: { reference: string; state: string }[] }>('list');
  assert.deepEqual(
    notices.map((one) => [one.reference, one.state]),
    [[reference, 'sent']],
  );
  const sent = await run('document', reference);
  assert.match(sent.out, /hxxps:\/\/files\[\.\]box\[\.\]example\/SECRET-PLACE/);
  for (const { out } of [early, shown, await run('list'), await run('draft', number)])
    assert.doesNotMatch(out, /SECRET-PLACE/);

  assert.match((await run('answer', reference, '--says', 'removed')).out, /Removed, says the host/);
  assert.match((await run('confirm', reference)).out, /Removal confirmed/);
  assert.match((await run('close', reference, '--reason', 'removed-and-confirmed')).out, /Closed/);
  assert.match((await run('hosts')).out, /0\.0 h \(n = 1\)/);
});

test('wrong use and refusals have their exit codes, and what the registry cannot read says where', async () => {
  assert.equal((await run('override', 'RN-00000000')).code, EXIT.usage);
  assert.equal((await run('show', 'RN-00000000')).code, EXIT.refused);
  assert.equal((await run('list', '--state', 'nonsense')).code, EXIT.refused);
  const [drafted] = await json<{ reference: string }[]>('draft', number, '--address', 'all');
  const reason = ['--gate', 'release', '--reason', 'suspect-knows', '--note', 'told'];
  assert.match((await run('override', drafted!.reference, ...reason)).out, /access\.not-allowed/);
  const bySupervisor = await run('override', drafted!.reference, ...reason, '--as', 'Sam Supervisor');
  assert.equal(bySupervisor.code, EXIT.done);
  const file = path.join(folder, 'broken.csv');
  for (const text of ['', 'id,name\nx,"y', 'id,name,channel\nBAD,,fax\n', '\u0000'.repeat(100)]) {
    await writeFile(file, text);
    const { code, out } = await run('hosts', '--import', file);
    assert.equal(code, EXIT.refused, out);
    assert.match(out, /dissemination\.host-invalid/);
  }
});

test('addresses of referrals that came before are found again', async () => {
  const { referrals } = await json<{ referrals: number }>('index');
  assert.equal(referrals, 1);
});
