import { type Audit, auditFacts, auditStanding, endOf, findAudit, lockAudit } from '../../matching/index.ts';
import type { Db, Tx } from '../../shared/db.ts';
import { isId } from '../../shared/ids.ts';
import { Problem } from '../../shared/problem.ts';

/** An audit with its members and where it stands. */
export type StandingAudit = Audit &
  Awaited<ReturnType<typeof auditFacts>> & { standing: ReturnType<typeof auditStanding> };

/** Throws `circulation.unknown-audit`. */
export async function readStanding(db: Db, id: string): Promise<StandingAudit> {
  const audit = isId(id) ? await findAudit(db, id) : undefined;
  if (!audit) throw new Problem('circulation.unknown-audit');
  const facts = await auditFacts(db, audit);
  return { ...audit, ...facts, standing: auditStanding(facts) };
}

/** The same, and nobody else moves it on until the transaction ends. Throws `circulation.audit-over` where it has ended. */
export async function holdAudit(tx: Tx, id: string): Promise<StandingAudit> {
  if (isId(id)) await lockAudit(tx, id);
  const audit = await readStanding(tx, id);
  if (audit.end !== null) throw new Problem('circulation.audit-over');
  return audit;
}

/** Nobody else moves on an audit that was read before, until the transaction ends. Throws `circulation.audit-over`. */
export async function ensureGoesOn(tx: Tx, id: string): Promise<void> {
  await lockAudit(tx, id);
  if ((await endOf(tx, id)) !== null) throw new Problem('circulation.audit-over');
}
