import { listSources } from '../access/index.ts';
import {
  closeCirculation,
  extendAudit,
  giveUpAudit,
  LEFT_OUT,
  listCirculation,
  readAudit,
  readCirculation,
  readDoubles,
  recordFinding,
  reopenCirculation,
  startAudit,
} from '../flow/index.ts';
import { DOUBLE_SIGNS } from '../linking/index.ts';
import { AUDIT_STATES, FINDINGS, VIRAL_STATES } from '../matching/index.ts';
import { findReferral, formatNumber, STATES } from '../referral/index.ts';
import { type Acting, EXIT, type Result } from './command.ts';
import { tableLines } from './table.ts';

const minute = (at: Date) => at.toISOString().slice(0, 16).replace('T', ' ');

/** `everydot circulation list`. */
export async function listCirculationCommand({ opened, person }: Acting): Promise<Result> {
  const groups = await listCirculation(opened.store, person);
  const body = groups.map(({ group, referrals, actBy, facts }) => [
    group,
    referrals,
    facts?.referrals ?? 0,
    facts?.reporters ?? 0,
    minute(actBy),
    facts ? minute(facts.firstSeen) : '',
  ]);
  const header = ['content', 'in line', 'referrals', 'reporters', 'oldest due (UTC)', 'first seen'];
  return {
    json: groups,
    lines: [...tableLines(header, body), `${groups.length} contents in shared lines`],
  };
}

/** `everydot circulation show GROUP`: counts, reporters, days, lists, claims, audits, referrals. */
export async function showCirculationCommand({ opened, person }: Acting, group: number): Promise<Result> {
  const page = await readCirculation(opened.store, person, group);
  const names = new Map((await listSources(opened.store.db)).map(({ id, name }) => [id, name]));
  const members = page.members.map(({ header, place }) => ({
    number: formatNumber(header.number),
    source: header.sourceId,
    receivedAt: header.receivedAt,
    state: header.state,
    inLine: place?.circulation === page.group.id,
  }));
  const audits = page.audits.map(({ id, startedAt, standing: { state } }) => ({ id, startedAt, state }));
  return {
    json: { ...page, members, audits },
    lines: [
      `content ${page.group.id}: ${VIRAL_STATES[page.group.viral].label}`,
      `${page.group.referrals} referrals, ${page.group.incidents} incidents, ${page.group.reporters} reporters; ${page.inLine} open in one line`,
      `first ${minute(page.group.firstSeen)}, last ${minute(page.group.lastSeen)}`,
      `lists: ${page.listings.map(({ list, meaning }) => `${list} (${meaning})`).join(', ') || 'none'}`,
      `senders' own flags: ${page.flags.viral} viral, ${page.flags.potentialMeme} meme, of ${page.flags.of}`,
      '',
      ...tableLines(
        ['reporter', 'platform', 'referrals'],
        page.reporters.map(({ sourceId, platform, referrals }) => [
          names.get(sourceId) ?? sourceId,
          platform ?? '',
          referrals,
        ]),
      ),
      '',
      ...tableLines(
        ['referral', 'sender', 'state', 'line'],
        members.map(({ number, source, state, inLine }) => [
          number,
          source,
          STATES[state].label,
          inLine ? 'shared' : '',
        ]),
      ),
      ...(page.hidden > 0 ? [`${page.hidden} hidden by permission`] : []),
      ...audits.map(({ id, state }) => `audit ${id}: ${AUDIT_STATES[state].label}`),
    ],
  };
}

/** `everydot circulation audit GROUP`: a supervisor has a sample drawn. */
export async function startAuditCommand(acting: Acting, group: number): Promise<Result> {
  const id = await startAudit(acting.opened.store, acting.person, { group });
  return showAuditCommand(acting, id, {});
}

type AuditOptions = { extend?: boolean; giveUp?: boolean; finding?: string; of?: string };

/** `everydot circulation sample AUDIT`: where it stands; with --of and --finding, what a person found. */
export async function showAuditCommand(acting: Acting, id: string, options: AuditOptions): Promise<Result> {
  const { opened, person } = acting;
  if (options.extend) await extendAudit(opened.store, person, id);
  if (options.giveUp) await giveUpAudit(opened.store, person, id);
  if (options.of !== undefined) {
    const referralId = await findReferral(opened.store.db, options.of);
    await recordFinding(opened.store, person, { auditId: id, referralId, finding: options.finding ?? '' });
  }
  const { standing, tolerated, sample, ends, group, hidden } = await readAudit(opened.store, person, id);
  const sampled = sample.map(({ header, stratum, draw, finding }) => ({
    number: formatNumber(header.number),
    kind: stratum,
    draw,
    finding,
  }));
  const { closable, ...where } = standing;
  return {
    json: {
      id,
      group,
      tolerated,
      standing: { ...where, closable: closable.length },
      sample: sampled,
      hidden,
      ends,
    },
    lines: [
      `audit ${id} of content ${group}: ${AUDIT_STATES[standing.state].label}`,
      `${standing.sampled} of ${standing.members} sampled, ${standing.needed} needed: 0 found means, with 95 % confidence, fewer than ${tolerated * 100} %`,
      ...tableLines(
        ['referral', 'kind of sender', 'finding'],
        sampled.map(({ number, kind, finding }) => [
          number,
          kind,
          finding ? FINDINGS[finding].label : 'waiting',
        ]),
      ),
    ],
  };
}

/** `everydot circulation close AUDIT`; with --reopen REASON it is undone. */
export async function closeCirculationCommand(
  { opened, person }: Acting,
  id: string,
  options: { reopen?: string },
): Promise<Result> {
  if (options.reopen !== undefined) {
    const reopened = await reopenCirculation(opened.store, person, { auditId: id, reason: options.reopen });
    await opened.settle();
    return { json: { audit: id, reopened }, lines: [`${reopened} reopened.`] };
  }
  const { closed, leftOut } = await closeCirculation(opened.store, person, id);
  return {
    json: { audit: id, closed, leftOut },
    lines: [
      `${closed} closed together.`,
      ...leftOut.map(({ number, reason }) => `${number} left open: ${LEFT_OUT[reason].label}`),
    ],
    exitCode: closed > 0 ? EXIT.done : EXIT.refused,
  };
}

/** `everydot circulation doubles`: what platforms reported both here and to a clearing house. */
export async function doublesCommand(
  { opened, person }: Acting,
  options: { source?: string; days: number },
): Promise<Result> {
  const { days, source } = options;
  const page = await readDoubles(opened.store, person, { days, ...(source && { sourceId: source }) });
  const pairs = page.pairs.map(({ direct, relayed, sourceId, recognisedBy, foundAt }) => ({
    source: sourceId,
    direct: formatNumber(direct.number),
    relayed: formatNumber(relayed.number),
    recognisedBy,
    foundAt,
  }));
  return {
    json: { ...page, pairs },
    lines: [
      ...tableLines(
        ['sender', 'double', 'of its reports', 'by reference', 'by content'],
        page.senders.map(({ sourceId, doubles, reports, byReference, byContent }) => [
          sourceId,
          doubles,
          reports,
          byReference,
          byContent,
        ]),
      ),
      '',
      ...tableLines(
        ['sent by the platform', 'relayed', 'recognised by'],
        pairs.map(({ direct, relayed, recognisedBy }) => [direct, relayed, DOUBLE_SIGNS[recognisedBy].label]),
      ),
      ...(page.hidden > 0 ? [`${page.hidden} pairs hidden by permission`] : []),
    ],
  };
}
