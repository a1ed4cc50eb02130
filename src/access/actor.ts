import { Problem } from '../shared/problem.ts';

/** What each role is for. Everybody at the desk sees the queue; what they may do differs. */
export const ROLES = {
  analyst: { label: 'Analyst' },
  supervisor: { label: 'Supervisor' },
  'duty-officer': { label: 'Duty officer' },
  'welfare-lead': { label: 'Welfare lead' },
  'force-officer': { label: 'Receiving officer' },
  statistician: { label: 'Strategic analyst' },
  auditor: { label: 'Auditor' },
  administrator: { label: 'Administrator' },
} as const satisfies Record<string, { label: string }>;
export type Role = keyof typeof ROLES;

/** Who acts. A person has roles and, outside the bureau, the compartment (receiving unit) whose records they may see. */
export type Actor =
  | { kind: 'person'; id: string; name: string; roles: readonly Role[]; compartment: string | null }
  | { kind: 'source'; id: string; name: string }
  | { kind: 'system'; part: string };

export type PersonActor = Extract<Actor, { kind: 'person' }>;

/** What may be done, by whom. The one table that pages, the API and the command line all ask. */
const PERMISSIONS = {
  'see-queue': ['analyst', 'supervisor', 'duty-officer'],
  // Covert and professional-standards referrals that are not one's own work.
  'guard-referral': ['supervisor', 'duty-officer'],
  'see-sensitive': ['supervisor', 'duty-officer'],
  'read-referral': ['analyst', 'supervisor', 'duty-officer'],
  'open-evidence': ['analyst', 'supervisor', 'duty-officer'],
  'decide-priority': ['analyst', 'supervisor', 'duty-officer'],
  'fold-duplicate': ['analyst', 'supervisor', 'duty-officer'],
  'acknowledge-alarm': ['duty-officer', 'supervisor'],
  // Links: a receiving unit sees those among its own referrals; judging and settling are the bureau's.
  'see-links': ['analyst', 'supervisor', 'duty-officer', 'force-officer'],
  'judge-link': ['analyst', 'supervisor', 'duty-officer'],
  'settle-links': ['supervisor'],
  'bound-link-openings': ['supervisor'],
  'see-link-models': ['supervisor', 'administrator', 'auditor'],
  'manage-link-models': ['supervisor', 'administrator'],
  'see-link-quality': ['supervisor', 'auditor'],
  'draw-link-sample': ['supervisor'],
  'see-conflicts': ['analyst', 'supervisor', 'duty-officer', 'force-officer'],
  'acknowledge-conflict': ['supervisor', 'duty-officer', 'force-officer'],
  'ask-enquiry': ['analyst', 'supervisor', 'duty-officer'],
  'approve-enquiry': ['supervisor'],
  'answer-enquiry': ['analyst', 'supervisor', 'duty-officer'],
  'send-package': ['analyst', 'supervisor', 'duty-officer'],
  'see-removal': ['analyst', 'supervisor', 'duty-officer'],
  'draft-removal': ['analyst', 'supervisor', 'duty-officer'],
  'send-removal': ['analyst', 'supervisor', 'duty-officer'],
  'override-removal': ['supervisor'],
  'release-removal': ['force-officer'],
  'manage-hosts': ['supervisor', 'administrator'],
  'receive-package': ['force-officer'],
  'record-outcome': ['force-officer'],
  'close-referral': ['analyst', 'supervisor'],
  // Instruments: answering one, asking for a second grading, deciding which versions are used here.
  'assess-suspect': ['analyst', 'supervisor', 'duty-officer'],
  'see-instruments': ['analyst', 'supervisor', 'duty-officer', 'auditor', 'statistician'],
  'manage-instruments': ['supervisor'],
  'ask-second-grading': ['supervisor'],
  // Oversight of how referrals are graded: samples, agreement, overrides, drift, workload.
  supervise: ['supervisor'],
  'grade-blind': ['analyst', 'supervisor', 'duty-officer'],
  'see-circulation': ['analyst', 'supervisor', 'duty-officer'],
  'judge-sample': ['analyst', 'supervisor'],
  'close-circulation': ['supervisor'],
  'repair-document': ['analyst', 'supervisor', 'duty-officer'],
  'see-own-exposure': ['analyst', 'supervisor', 'duty-officer', 'welfare-lead'],
  'see-exposure-of-others': ['welfare-lead'],
  'see-picture': [
    'analyst',
    'supervisor',
    'duty-officer',
    'statistician',
    'welfare-lead',
    'force-officer',
    'auditor',
  ],
  // What others say: claims, series and releases that are shown beside the picture.
  'manage-claims': ['statistician'],
  // What is new: analysts mark it on a referral; strategic analysts name it, and judge what rose.
  'mark-novelty': ['analyst', 'supervisor', 'duty-officer'],
  'judge-alert': ['statistician'],
  // Forces' returns: a force's officer sees, sends and confirms those of the own force only.
  'send-return': ['force-officer', 'statistician'],
  'see-returns': ['statistician', 'auditor', 'supervisor', 'force-officer'],
  'confirm-return': ['statistician', 'force-officer'],
  // How many are on no list: asked and cancelled by a strategic analyst. Tables of counts that are moved.
  'estimate-hidden': ['statistician'],
  'see-hidden': ['statistician', 'supervisor', 'auditor'],
  'build-tables': ['statistician', 'auditor'],
  // What became of cases, held against what instruments said of them; and the pseudonymous rows that show it.
  'see-validation': ['supervisor', 'statistician', 'auditor'],
  'extract-outcomes': ['supervisor', 'statistician'],
  // Reports on the picture before they are published; who froze an edition never publishes it.
  'see-releases': ['statistician', 'supervisor', 'auditor'],
  'write-release': ['statistician'],
  'publish-release': ['statistician', 'supervisor'],
  'see-ledger': ['auditor', 'supervisor'],
  'manage-senders': ['administrator'],
  // Hash lists: taking them in, what is said of their entries, and the bureau's own list.
  'see-hash-lists': ['analyst', 'supervisor', 'duty-officer', 'administrator', 'auditor'],
  'manage-hash-lists': ['administrator'],
  'give-opinion': ['analyst', 'supervisor', 'duty-officer'],
  'decide-dispute': ['supervisor'],
  'grade-content': ['analyst', 'supervisor'],
  'publish-hash-list': ['supervisor'],
  'see-lookups': ['supervisor', 'administrator', 'auditor'],
  'release-value': ['supervisor'],
  'resume-lookups': ['administrator', 'supervisor'],
} as const satisfies Record<string, readonly Role[]>;
export type Permission = keyof typeof PERMISSIONS;

export function may(actor: Actor, permission: Permission): boolean {
  if (actor.kind !== 'person') return false;
  const allowed: readonly Role[] = PERMISSIONS[permission];
  return actor.roles.some((role) => allowed.includes(role));
}

/** Throws `access.not-allowed` unless one of the person's roles allows it. */
export function ensureMay(actor: Actor, permission: Permission): asserts actor is PersonActor {
  if (!may(actor, permission)) throw new Problem('access.not-allowed', { detail: permission });
}

/** The actor as the ledger names it: opaque ids only. */
export function actorRef(actor: Actor): string {
  if (actor.kind === 'system') return `system:${actor.part}`;
  return `${actor.kind}:${actor.id}`;
}
