import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { SMTPServer } from 'smtp-server';
import type { AlarmMessage } from '../flow/index.ts';
import { alarmNotifier } from './alarm-notifier.ts';
import { webhookChannel } from './webhook-channel.ts';

const message: AlarmMessage = {
  to: ['duty-officer'],
  step: 0,
  alarms: [
    {
      number: 'ED-0000007-F',
      link: 'http://desk.test/referrals/ED-0000007-F',
      raisedAt: new Date('2026-03-02T09:00:00Z'),
    },
  ],
};

type Mail = { from: string; to: string[]; text: string };

/** A mail server on loopback that keeps what it is given; `refuse` makes it turn recipients away. */
async function mailServer(refuse = false) {
  const mails: Mail[] = [];
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onRcptTo(_address, _session, done) {
      done(refuse ? new Error('no such mailbox') : undefined);
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        mails.push({
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address),
          text: Buffer.concat(chunks).toString('utf8'),
        });
        done();
      });
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()));
  return { url: `smtp://127.0.0.1:${port}`, mails, close };
}

function notifierFor(smtpUrl: string, supervisorAddresses?: string[]) {
  return alarmNotifier({
    baseUrl: 'http://desk.test',
    smtpUrl,
    mailFrom: 'alarms@bureau.test',
    dutyAddresses: ['duty@bureau.test'],
    ...(supervisorAddresses ? { supervisorAddresses } : {}),
  }).channels[0]!;
}

test('a mail reaches the duty officer through a real mail server, with number and link', async () => {
  const server = await mailServer();
  await notifierFor(server.url).send(message);
  await server.close();
  const [mail] = server.mails;
  assert.deepEqual([mail!.from, mail!.to], ['alarms@bureau.test', ['duty@bureau.test']]);
  assert.match(mail!.text, /^Subject: Alarm: ED-0000007-F\r$/m);
  assert.match(mail!.text, /http:\/\/desk\.test\/referrals\/ED-0000007-F/);
});

test('each step reaches its own people; without addresses of their own supervisors are reached at the duty officers’', async () => {
  const server = await mailServer();
  await notifierFor(server.url, ['super@bureau.test']).send({ ...message, to: ['supervisor'], step: 1 });
  await notifierFor(server.url, ['super@bureau.test']).send({
    ...message,
    to: ['duty-officer', 'supervisor'],
    step: 2,
  });
  await notifierFor(server.url).send({ ...message, to: ['duty-officer', 'supervisor'], step: 2 });
  await server.close();
  assert.deepEqual(
    server.mails.map(({ to }) => to),
    [['super@bureau.test'], ['duty@bureau.test', 'super@bureau.test'], ['duty@bureau.test']],
  );
  assert.match(server.mails[0]!.text, /^Subject: Alarm not acknowledged: ED-0000007-F\r$/m);
});

test('a mail server that refuses or is not there makes the attempt fail', async () => {
  const server = await mailServer(true);
  await assert.rejects(notifierFor(server.url).send(message));
  await server.close();
  await assert.rejects(notifierFor(server.url).send(message));
});

/** A web server on loopback that answers with `status` and keeps what it was sent. */
async function webServer(status: number, headers: Record<string, string> = {}) {
  const received: { request: IncomingMessage; body: string }[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    received.push({ request, body });
    response.writeHead(status, headers).end('thanks');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/hook`, received, close: () => server.close() };
}

test('a webhook posts number and link, and its signature proves sender, time and body', async () => {
  const server = await webServer(204);
  await webhookChannel({ url: server.url, secret: 'shared' }).send(message);
  server.close();
  const { request, body } = server.received[0]!;
  assert.equal(request.method, 'POST');
  assert.deepEqual(JSON.parse(body), {
    kind: 'alarm',
    ...message,
    alarms: [{ ...message.alarms[0], raisedAt: '2026-03-02T09:00:00.000Z' }],
  });
  const [, seconds, digest] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(
    String(request.headers['everydot-signature']),
  )!;
  assert.ok(Math.abs(Number(seconds) - Date.now() / 1_000) < 60);
  assert.equal(digest, createHmac('sha256', 'shared').update(`${seconds}.${body}`).digest('hex'));
});

test('a webhook that answers with an error, or sends elsewhere, has not taken the alarm', async () => {
  const broken = await webServer(500);
  await assert.rejects(webhookChannel({ url: broken.url, secret: 's' }).send(message), { code: 'http-500' });
  const elsewhere = await webServer(307, { location: broken.url });
  await assert.rejects(webhookChannel({ url: elsewhere.url, secret: 's' }).send(message));
  assert.equal(broken.received.length, 1);
  broken.close();
  elsewhere.close();
});

test('no channel is made of settings that are not whole', () => {
  const baseUrl = 'http://desk.test';
  assert.deepEqual(alarmNotifier({ baseUrl }).channels, []);
  assert.deepEqual(
    alarmNotifier({ baseUrl, smtpUrl: 'smtp://127.0.0.1', mailFrom: 'a@b.test' }).channels,
    [],
  );
  assert.deepEqual(alarmNotifier({ baseUrl, webhookUrl: 'http://127.0.0.1' }).channels, []);
});
