import type { RemovalMail, RemovalPost } from '../flow/index.ts';
import type { Signer } from '../shared/signer.ts';
import { mailTransport } from './mail-transport.ts';

/** How removal notices reach hosts. Without a mail server those that go by mail wait, in sight of the desk. */
export type RemovalSettings = { baseUrl: string; signer: Signer; smtpUrl?: string; mailFrom?: string };

export function removalPost({ baseUrl, signer, smtpUrl, mailFrom }: RemovalSettings): RemovalPost {
  const sender = { baseUrl, contact: mailFrom ?? null };
  if (!smtpUrl || !mailFrom) return { sender, signer };
  return { sender, signer, mail: removalMail(smtpUrl, mailFrom) };
}

/** A host's server may be slow; a job that gave up is tried again for a day. Chosen. */
const TIMEOUT_MS = 20_000;

/** The subject holds the reference and nothing else; the same notice has the same Message-ID at every try. */
function removalMail(smtpUrl: string, from: string): (mail: RemovalMail) => Promise<void> {
  const transport = mailTransport(smtpUrl, TIMEOUT_MS);
  return async ({ id, to, subject, text, attachment }) => {
    const content = { filename: 'removal-notice.json', content: attachment, contentType: 'application/json' };
    await transport.sendMail({
      from,
      to,
      subject,
      text,
      messageId: `<${id}@${domainOf(from)}>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
      attachments: [content],
    });
  };
}

function domainOf(mailbox: string): string {
  return /@([^@>\s]+)>?\s*$/.exec(mailbox)?.[1] ?? 'localhost';
}
