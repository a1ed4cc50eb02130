import type { AlarmChannel, AlarmMessage } from '../flow/index.ts';
import { mailTransport } from './mail-transport.ts';

export type MailSettings = {
  /** smtp://[user:password@]host:port, or smtps://. */
  smtpUrl: string;
  from: string;
  addresses: Readonly<Record<AlarmMessage['to'][number], readonly string[]>>;
};

/** The first call must arrive within 60 seconds of receipt: a server that does not answer is given up before. */
const TIMEOUT_MS = 10_000;

/** Mails numbers and links, nothing personal: mail crosses machines that are not ours. */
export function mailChannel({ smtpUrl, from, addresses }: MailSettings): AlarmChannel {
  const transport = mailTransport(smtpUrl, TIMEOUT_MS);
  return {
    name: 'mail',
    async send(message) {
      const to = [...new Set(message.to.flatMap((audience) => addresses[audience]))];
      await transport.sendMail({ from, to, subject: subjectOf(message), text: textOf(message) });
    },
  };
}

function subjectOf({ alarms, step }: AlarmMessage): string {
  const what = alarms.length === 1 ? alarms[0]!.number : `${alarms.length} referrals`;
  return `${step === 0 ? 'Alarm' : 'Alarm not acknowledged'}: ${what}`;
}

function textOf({ alarms }: AlarmMessage): string {
  const lines = alarms.map(
    ({ number, link, raisedAt }) => `${number}, raised ${raisedAt.toISOString()}\n${link}\n`,
  );
  return `A referral needs a person now. Open it and acknowledge the alarm; until then it is sent again.\n\n${lines.join('\n')}`;
}
