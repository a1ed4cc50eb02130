import { createHmac } from 'node:crypto';

// A web address as text: it is compared and its host is read off it, and nothing here or elsewhere goes there.

/** How senders make an address harmless to click on; undone only to compare. */
const DEFANGED: readonly [RegExp, string][] = [
  [/^h[x*]{2}p(s?):/i, 'http$1:'],
  [/^meow(s?):/i, 'http$1:'],
  [/\[\.\]|\(\.\)|\[dot\]|\(dot\)/gi, '.'],
  [/\[:\]/g, ':'],
];

/** One form for equal addresses. `host`: null where the address is of no web host, such as a magnet link. */
export type NormalAddress = { form: string; host: string | null };

/** Upper bound of what is looked at; longer ones are compared by their beginning. Chosen: browsers end near there. */
const MOST_CHARACTERS = 8_000;

/** Scheme, port 80/443, "www.", a fragment that names a place on a page, and a last slash make no difference. Pure. */
export function normaliseAddress(typed: string): NormalAddress {
  const text = DEFANGED.reduce((value, [from, to]) => value.replace(from, to), typed.trim()).slice(
    0,
    MOST_CHARACTERS,
  );
  const url = readUrl(text);
  if (!url || url.hostname === '') return { form: text.normalize('NFKC'), host: null };
  const host = url.hostname.toLowerCase().replace(/\.$/, '');
  const place = /^#[!/]/.test(url.hash) ? url.hash : '';
  const port = ['', '80', '443'].includes(url.port) ? '' : `:${url.port}`;
  const path = url.pathname.replace(/\/+$/, '');
  return { form: `${host.replace(/^www\./, '')}${port}${path}${url.search}${place}`, host };
}

function readUrl(text: string): URL | null {
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(text)?.[1]?.toLowerCase();
  if (scheme === 'http' || scheme === 'https') return URL.parse(text.replace(/^https/i, 'http'));
  const looksLikeHost = /^(\/\/)?[^\s/?#:@]+\.[^\s/?#:@]+(:\d+)?([/?#]|$)/.test(text);
  return looksLikeHost ? URL.parse(`http://${text.replace(/^\/\//, '')}`) : null;
}

/** Bytes of an address's key: with a billion addresses two share one by chance once in 10^20 stores. */
const KEY_BYTES = 16;

/** Makes keys of addresses: equal for equal addresses, in this bureau only, and not to be guessed without its key. */
export function addressKey(linkingKey: Buffer, address: string): Buffer {
  const { form } = normaliseAddress(address);
  return createHmac('sha256', linkingKey).update(`web-address\0${form}`).digest().subarray(0, KEY_BYTES);
}

/** Characters that start a new line or turn the order of writing: a sender could write a notice's text with them. */
const UNWRITTEN = /[\p{Cc}\p{Cf}\u2028\u2029]/gu;

/** An address on one line that no mail program makes a link of; what it stands for can still be read. */
export function defang(address: string): string {
  return address.replace(/^http/i, 'hxxp').replaceAll('.', '[.]').replaceAll(UNWRITTEN, encodeURIComponent);
}
