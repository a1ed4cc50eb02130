import { createTransport, type Transporter } from 'nodemailer';

/** A mail server that is given up after `timeoutMs` at each step; a mail never brings a file or an address with it. */
export function mailTransport(smtpUrl: string, timeoutMs: number): Transporter {
  return createTransport({
    url: smtpUrl,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}
