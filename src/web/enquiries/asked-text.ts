import type { Asked } from '../../dissemination/index.ts';
import { Problem } from '../../shared/problem.ts';

/** What a provider can be asked about, as one line of text. */
export function textOf(asked: Asked): string {
  if (asked.sort === 'account') return asked.service ? `${asked.service}: ${asked.account}` : asked.account;
  return `IP ${asked.ip}${asked.port === undefined ? '' : ` ${asked.port}`}, ${asked.at.replace('T', ' ').replace(/(\.\d+)?Z$/, ' UTC')}`;
}

/**
 * What somebody typed, as the same sort of identifier as `like`. Only the identifier itself is typed again; the time
 * and the service are those of the one that was picked. Throws `dissemination.identifier-unreadable`.
 */
export function typedAs(typed: string, like: Asked): Asked {
  const text = typed.trim();
  if (like.sort === 'account') return { ...like, account: text };
  const [, ip, port] = /^(\S+)(?:\s+(\d{1,5}))?$/.exec(text) ?? [];
  if (!ip) throw new Problem('dissemination.identifier-unreadable', { detail: 'address and port' });
  const { port: _, ...rest } = like;
  return { ...rest, ip, ...(port === undefined ? {} : { port: Number(port) }) };
}
