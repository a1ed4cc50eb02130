import { tidy } from './normalise-identifier.ts';

// Services by the name their users know. Senders write a company, a product, a web address or an old name.

/** Old names, short names and sister addresses whose accounts are the same accounts. */
const SAME_SERVICE: Readonly<Record<string, string>> = {
  fb: 'facebook',
  facebookmessenger: 'facebook',
  messenger: 'facebook',
  ig: 'instagram',
  insta: 'instagram',
  twitter: 'x',
  xcorp: 'x',
  snap: 'snapchat',
  gmail: 'google',
  googlemail: 'google',
  youtube: 'google',
  hotmail: 'microsoft',
  outlook: 'microsoft',
  live: 'microsoft',
  skype: 'microsoft',
  wa: 'whatsapp',
  tg: 'telegram',
  telegrammessenger: 'telegram',
  kikmessenger: 'kik',
  vkontakte: 'vk',
};

/** What companies add to their product's name. */
const COMPANY_FORM = /[\s,]+(inc|llc|ltd|limited|plc|corp|corporation|gmbh|bv|ab|sa|app)\.?$/;

/** The service in the form in which equal ones are equal; null where there is no name. */
export function normaliseService(value: string): string | null {
  const address = tidy(value)
    .replace(/^[a-z]+:\/\//, '')
    .replace(/^(www|m|mobile)\./, '')
    .replace(/[/?#].*$/, '');
  const name = nameOf(address.replace(COMPANY_FORM, '')).replaceAll(/[^\p{L}\p{N}]/gu, '');
  return name === '' ? null : (SAME_SERVICE[name] ?? name);
}

/** Of a domain name, the label that names the service: "chat" of chat.example, "kite" of app.kite.co.uk. */
function nameOf(address: string): string {
  if (!/^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+$/u.test(address)) return address;
  const labels = address.split('.');
  const underRegistry = labels.length > 2 && /^(co|com|org|net|ac|gov)$/.test(labels.at(-2)!);
  return labels.at(underRegistry ? -3 : -2)!;
}
