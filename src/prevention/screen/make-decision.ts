import { hash } from 'node:crypto';
import type { RuleSet } from '../rules/load-rules.ts';
import { type Decision, RECORDS_TO_KEEP, type Reason, type Subject } from './decision.ts';
import type { EventSeen, Standing } from './entities.ts';
import type { Stand } from './stand.ts';
import type { Weighed } from './weigh.ts';

const MOST_EVIDENCE = 32;
const MOST_ACCOUNTS = 64;

/** Source: 18 U.S.C. 2258A(h) as amended in 2024, one year. */
const PRESERVE_DAYS = 365;

export type Deciding = {
  rules: RuleSet;
  subject: Subject;
  stand: Stand;
  standing: Standing;
  weighed: Weighed;
  at: number;
  eventId: string;
  roleOf: string;
  evidence: readonly EventSeen[];
  accounts: readonly string[];
  streams: readonly string[];
  knownLists: readonly string[];
};

/** What leaves the screen. Everything in it follows from the events and the rules, so that a replay gives it again. */
export function makeDecision(deciding: Deciding): Decision {
  const { rules, subject, stand, weighed, at, eventId } = deciding;
  const { action, protect, change } = stand;
  const { id, version } = rules.document;
  return {
    decisionId: keyOf(['decision', rules.digest, subject.kind, subject.id, action, String(protect), eventId]),
    incidentKey: incidentKeyOf(subject, deciding.standing),
    at: new Date(at).toISOString(),
    subject,
    action,
    change: change ?? 'kept',
    score: weighed.score,
    reasons: [...knownContent(deciding), ...weighed.holding.map(({ rule }) => reasonOf(rule))],
    role: weighed.role,
    roleOf: deciding.roleOf,
    protect,
    needsPerson: action !== 'allow',
    evidence: newest(deciding.evidence, { id: eventId, at }),
    preserve: {
      accounts: [...new Set(deciding.accounts)].slice(0, MOST_ACCOUNTS),
      streams: [...new Set(deciding.streams)],
      records: [...RECORDS_TO_KEEP],
      days: PRESERVE_DAYS,
    },
    withdraws: [],
    rules: { id, version },
  };
}

/** A stream is one incident. An account or a pair is one from being raised until it is allowed again, named by its day. */
function incidentKeyOf(subject: Subject, standing: Standing): string {
  const day = subject.kind === 'stream' ? '' : new Date(standing.startedAt).toISOString().slice(0, 10);
  return keyOf(['incident', subject.kind, subject.id, day]);
}

/** The name of a decision that only takes others back. */
export function withdrawalId(decisionIds: readonly string[]): string {
  return keyOf(['withdrawal', ...decisionIds]);
}

function keyOf(parts: readonly string[]): string {
  return hash('sha256', parts.join('\n')).slice(0, 32);
}

function reasonOf(rule: RuleSet['rules'][number]['rule']): Reason {
  const { id, version, family, weight, source, explanation } = rule;
  return { rule: id, version, family, weight, source: `${source.title}, ${source.date}`, explanation };
}

/** Not a rule but a fact, and the only one that stops a stream by itself. */
function knownContent({ stand, knownLists, rules }: Deciding): Reason[] {
  if (stand.action !== 'interrupt-and-report') return [];
  return [
    {
      rule: 'known-content',
      version: 1,
      family: 'content',
      weight: rules.document.hold,
      source: `Hash lists ${knownLists.join(', ')}`,
      explanation: {
        en: 'A frame is on a list of harmful material: the same hash, of good quality, and nobody disputes it.',
        cy: 'Mae ffrâm ar restr o ddeunydd niweidiol: yr un hash, o ansawdd da, a does neb yn ei herio.',
      },
    },
  ];
}

/** The ids of the newest events, oldest first, each once; the deciding one is always there. */
function newest(evidence: readonly EventSeen[], deciding: EventSeen): string[] {
  const sorted = [...evidence, deciding].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  return [...new Set(sorted.map(({ id }) => id))].slice(-MOST_EVIDENCE);
}
