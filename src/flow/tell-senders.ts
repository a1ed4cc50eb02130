import { listSources } from '../access/index.ts';
import { CLOSURE_REASONS, type Closure, type ClosureReason, GROUP_CLOSURE } from '../assessment/index.ts';
import {
  addFeedback,
  composeFeedback,
  type NewFeedback,
  type OutcomeFields,
} from '../dissemination/index.ts';
import { formatNumber, membersFoldedInto, type ReferralHeader } from '../referral/index.ts';
import type { Tx } from '../shared/db.ts';
import { newId } from '../shared/ids.ts';
import { enqueue } from '../shared/outbox.ts';

/** Adds feedback, and sends it to those senders that have an address for it; the others fetch it. */
export async function sendFeedback(tx: Tx, feedback: readonly NewFeedback[]): Promise<void> {
  await addFeedback(tx, feedback);
  const sources = await listSources(tx);
  const reachable = new Set(sources.flatMap(({ id, feedbackUrl }) => (feedbackUrl ? [id] : [])));
  await enqueue(
    tx,
    feedback
      .filter(({ sourceId }) => reachable.has(sourceId))
      .map(({ id }) => ({ kind: 'deliver-feedback', subject: id })),
  );
}

type Told = Pick<OutcomeFields, 'status' | 'closureReason'>;

/** How a sender is told of each closure reason: in the words of the CyberTipline's feedback. */
const TOLD: Record<string, Told> = {
  'cannot locate': { status: 'closed', closureReason: 'cannot-locate' },
  'no crime': { status: 'closed', closureReason: 'no-crime' },
  adult: { status: 'closed', closureReason: 'adult' },
  'age undeterminable': { status: 'closed', closureReason: 'age-undeterminable' },
  false: { status: 'closed', closureReason: 'false' },
  unfounded: { status: 'closed', closureReason: 'unfounded' },
  // The CyberTipline has no word for it, and "no crime" would be untrue of the material.
  circulating: { status: 'closed', closureReason: null },
  referred: { status: 'referred', closureReason: null },
};

/**
 * Tells whoever reported what the bureau closed, folded reports included, with a coded reason. Nobody is told of a
 * covert or professional-standards case.
 */
export async function tellOfClosures(
  tx: Tx,
  closures: readonly Closure[],
  headers: readonly ReferralHeader[],
): Promise<void> {
  const ids = closures.map(({ referralId }) => referralId);
  const folded = Map.groupBy(await membersFoldedInto(tx, ids), ({ foldedInto }) => foldedInto!);
  const closed = new Map(headers.map((header) => [header.id, header]));
  const feedback = closures.flatMap((closure) => {
    const reports = [closed.get(closure.referralId)!, ...(folded.get(closure.referralId) ?? [])];
    const isGuarded = reports.some(({ sensitivity }) => sensitivity !== 'ordinary');
    return isGuarded ? [] : reports.map((report) => feedbackOn(closure, report));
  });
  await sendFeedback(tx, feedback);
}

function feedbackOn({ id, reasonCode, closedAt }: Closure, report: ReferralHeader): NewFeedback {
  const told = TOLD[feedbackOf(reasonCode)]!;
  const unknown = { victimsIdentified: null, useful: 'unknown' } as const;
  return {
    id: newId(closedAt.getTime()),
    closureId: id,
    referralId: report.id,
    sourceId: report.sourceId,
    madeAt: closedAt,
    body: composeFeedback(formatNumber(report.number), { ...told, ...unknown, recordedAt: closedAt }),
  };
}

function feedbackOf(reason: ClosureReason): string {
  return { ...CLOSURE_REASONS, ...GROUP_CLOSURE }[reason].feedback;
}
