// An example of a platform's own program with the installed kit (npm install everydot-kit; Node 20 or later).
// Arguments: address of the bureau, file with the platform's token there, folder for the kit's records, pictures…
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { openKit } from 'everydot-kit';

const [url, tokenFile, dataFolder, ...pictures] = process.argv.slice(2);

const kit = await openKit({
  platform: { code: 'example-live', name: 'Example Live' },
  bureau: { url, tokenFile },
  dataFolder,
  // To follow the bureau's own list, give its public key above and the list's code here: lists: { follow: ['national'] }.

  // What the platform's records say about an incident; accounts are named as in the events below.
  facts: async ({ incident }) => ({
    accounts: incident.accounts.map(({ account }) => ({
      account,
      username: `name-of-${account}`,
      connections: [{ ip: '192.0.2.44', port: 51234, at: '2026-11-20T18:40:12+00:00', event: 'login' }],
    })),
    preservation: { reference: 'hold-2026-17', until: '2027-11-20' },
  }),

  // Stopping a stream is the platform's to do, at once; what becomes of an account, a person decides.
  onDecision: ({ action, subject }) => {
    if (action === 'interrupt-and-report') console.log(`stop ${subject.kind} ${subject.id}`);
  },
  onTrouble: ({ where, why }) => console.error(`${where}: ${why}`),
});

for (const file of pictures) {
  const { status } = await kit.screenPicture(await readFile(file), {
    file: path.basename(file),
    account: 'account-7',
  });
  console.log(`${path.basename(file)}: ${status}`);
}

// Events as they happen. Frames may come with what the platform's own matching found, as here, or without.
const time = new Date().toISOString();
const frame = { pdq: 'd8f8f0cee0f4a84f0637022a078f67f0b36e2ed596621e1d33e6339c4e9c9b22', quality: 95 };
const { decisions, refused } = await kit.take([
  { type: 'stream.started', id: 'event-1', time, source: 'live', stream: 'stream-1', account: 'account-9' },
  {
    type: 'frame.hashed',
    id: 'event-2',
    time,
    source: 'live',
    stream: 'stream-1',
    ...frame,
    hits: [{ list: 'national', meaning: 'harmful', distance: 0 }],
  },
]);
console.log(`${decisions.length} decisions, ${refused.length} events refused`);

for (const { holdId, held } of kit.holds.open()) {
  console.log(`a person has to look: ${held.action} ${held.subject} (${holdId})`);
}
await kit.reports.idle();
for (const { incidentKey, standing, parts } of kit.reports.all()) {
  console.log(`report ${incidentKey}: ${standing} ${parts.at(-1)?.number ?? ''}`);
}
await kit.close();
