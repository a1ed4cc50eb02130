import type { Source } from '../access/index.ts';
import { registerSource } from '../access/index.ts';
import type { Adapter, Submission } from '../intake/index.ts';
import type { ReferralContent } from '../referral/index.ts';
import { contentWith } from '../referral/test-referrals.ts';
import type { Store } from '../shared/db.ts';
import { Problem } from '../shared/problem.ts';

// Fixtures: a format of one word a line, so that tests of receiving do not depend on a real one.

/** Lines "ok …" can be read ("… police" names a police suspect), "bad …" cannot, "crash" makes the reader fail, "odd" makes it hand out nonsense. */
export const lineAdapter: Adapter = {
  name: 'lines',
  label: 'Lines of text',
  mediaTypes: ['text/x-lines'],
  recognises: (raw) => /^(ok|bad|crash|odd)/.test(raw.toString('utf8', 0, 8)),
  split: (raw) => {
    if (raw.includes('no-lines')) throw new Problem('intake.invalid', { faults: [{ reason: 'no lines' }] });
    const lines = raw.toString('latin1').trimEnd().split('\n');
    return lines.map((line) => Buffer.from(line, 'latin1'));
  },
  read(raw) {
    const text = raw.toString();
    if (text.startsWith('crash')) throw new TypeError('cannot read the secret value');
    if (text.startsWith('bad')) throw new Problem('intake.invalid', { faults: [{ reason: 'bad', line: 1 }] });
    if (text.startsWith('odd'))
      return { content: { ...contentOf(text), threat: 'secret' } as never, stripped: [] };
    return { content: contentOf(text), stripped: [] };
  },
};

/** Reads what `lineAdapter` cannot: the same format after its reader was mended. */
export const mendedAdapter: Adapter = {
  ...lineAdapter,
  read: (raw) => ({ content: contentOf(raw.toString()), stripped: [] }),
};

function contentOf(text: string): ReferralContent {
  const evidence = [{ id: 'e0', kind: 'text', label: 'Text', value: text } as const];
  const facts = text.includes('police') ? { policeSuspect: 'yes' as const } : {};
  return contentWith({ incidentType: 'other', evidence, facts });
}

export function lines(text: string | Buffer, more: Partial<Submission> = {}): Submission {
  return { raw: Buffer.from(text), channel: 'api', mediaType: 'text/x-lines', ...more };
}

const system = { kind: 'system', part: 'test' } as const;

export async function platformAndPublic(
  store: Store,
): Promise<{ platform: Source; people: Source; other: Source }> {
  return {
    platform: await registerSource(store, system, { id: 'platform-a', name: 'Platform A', kind: 'platform' }),
    other: await registerSource(store, system, { id: 'platform-b', name: 'Platform B', kind: 'platform' }),
    people: await registerSource(store, system, { id: 'public', name: 'The public', kind: 'public' }),
  };
}
