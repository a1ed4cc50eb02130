import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { SMTPServer } from 'smtp-server';
import { memorySigner } from '../shared/signer.ts';
import { removalPost } from './removal-post.ts';

const MAIL = {
  id: '01890000-0000-7000-8000-000000000001',
  to: 'abuse@host.test',
  subject: 'Removal notice RN-7K2M9QXA',
  text: 'hxxps://host[.]test/SECRET-PATH',
  attachment: '[{"url":"https://host.test/SECRET-PATH"}]',
};

test('a mail goes to the host with the same Message-ID at every try, and its head names the reference only', async () => {
  const mails: { to: string[]; text: string }[] = [];
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    async onData(stream, session, done) {
      const chunks: Buffer[] = [];
      for await (const chunk of stream) chunks.push(chunk as Buffer);
      const to = session.envelope.rcptTo.map(({ address }) => address);
      mails.push({ to, text: Buffer.concat(chunks).toString('utf8') });
      done();
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  const { mail } = removalPost({
    baseUrl: 'https://bureau.test',
    signer: memorySigner(),
    smtpUrl: `smtp://127.0.0.1:${port}`,
    mailFrom: 'Bureau <removal@bureau.test>',
  });
  await mail!(MAIL);
  await mail!(MAIL);
  await new Promise<void>((resolve) => server.close(() => resolve()));
  assert.equal(mails.length, 2);
  for (const { to, text } of mails) {
    const [head = '', body = ''] = text.split(/\r?\n\r?\n/, 2);
    assert.deepEqual(to, ['abuse@host.test']);
    assert.match(head, /^Message-ID: <01890000-0000-7000-8000-000000000001@bureau\.test>\r?$/m);
    assert.match(head, /^Subject: Removal notice RN-7K2M9QXA\r?$/m);
    assert.doesNotMatch(head, /SECRET|host\[\.\]test/);
    assert.ok(body.length > 0 && text.includes('removal-notice.json'));
  }
});

test('without a mail server there is no way by mail, and hosts are told of the answer page only', () => {
  const ways = removalPost({ baseUrl: 'https://bureau.test', signer: memorySigner() });
  assert.equal(ways.mail, undefined);
  assert.deepEqual(ways.sender, { baseUrl: 'https://bureau.test', contact: null });
});
