import type { ReturnPage } from '../../flow/index.ts';
import {
  RETURN_FAULTS,
  type ReturnFaultCode,
  type ReturnFinding,
  WITHDRAWAL_REASONS,
} from '../../returns/index.ts';
import { timesIn } from '../frame/times.ts';
import type { Words } from '../words.ts';
import { stateOf } from './list-pages.ts';
import { nameOfPeriod } from './period-names.ts';
import { findingRow } from './show-findings.ts';
import { sayCodes, titleOfQuestion } from './show-meaning.ts';
import { dimensionRows } from './show-quality.ts';
import { shown } from './shown.ts';
import { nameOfForce } from './upload-pages.ts';

/** Lines of a table of faults or of what was not read. */
const MOST_LINES = 100;

export function titleOfReturn({ head }: ReturnPage, words: Words): string {
  const period = nameOfPeriod(head.period, words, timesIn(words));
  const { title, manyTitle } = words.returns.one;
  return head.force === null ? manyTitle(period) : title(nameOfForce(head.force), period);
}

/** A return in words: what it is, what was read, what is amiss, how good it is. */
export function returnView(page: ReturnPage, words: Words) {
  const { returns: w } = words;
  const { head, scheme, report, read, parts } = page;
  const times = timesIn(words);
  const sender = page.steps.find(({ act }) => act === 'upload')?.name ?? w.one.system;
  const isMany = (read?.parts.length ?? parts.length) > 1;
  return {
    id: head.id,
    isMany,
    ...stateOf({ state: head.state, parts }, words),
    isErased: head.state === 'erased',
    isWithdrawn: head.state === 'withdrawn',
    isChangedSince: isChangedSince(page),
    // What counts as it stands needs nobody to confirm it.
    isSettled: parts.some(({ state }) => state === 'accepted') && !isChangedSince(page),
    // An erased file's figures may still count, and a file that was taken back may still hold too much.
    mayTakeBack: head.state !== 'erased' || parts.some(({ state }) => state === 'accepted'),
    revision: head.revision,
    force: head.force,
    scheme: w.one.schemeVersion(scheme.title, scheme.version),
    received: w.one.by(times.time(head.uploadedAt), sender),
    keptUntil: times.day(head.keepUntil),
    size: w.one.kilobytes(shown(Math.ceil(head.sizeBytes / 1000))),
    sha256: head.sha256,
    figures: report
      ? isMany
        ? w.one.figuresOf(shown(report.figures.length), shown(read?.parts.length ?? 0))
        : shown(report.figures.length)
      : null,
    hasFigures: (report?.figures.length ?? 0) > 0,
    findings: (report?.findings ?? page.acceptedFindings).map((finding) => ({
      ...findingRow(finding, scheme, words),
      force: nameOfForce(finding.force),
    })),
    quality: report ? dimensionRows(report.scores, words) : [],
    ...amissIn(page, words),
    steps: page.steps.map(({ act, name, at, reason }) => ({
      act: w.acts[act],
      by: name ?? w.one.system,
      at: times.time(at),
      reason: reason === null ? '' : sayReason(reason, words),
    })),
    parts: parts.map(({ force, state, followedBy }) => ({
      force: nameOfForce(force),
      key: force,
      state: w.partStates[state],
      followedBy,
    })),
    revisions: page.revisions.slice(0, MOST_LINES).map(({ force, question, codes, before, after }) => ({
      force: nameOfForce(force),
      question: [titleOfQuestion(scheme, question), sayCodes(codes, scheme)].filter(Boolean).join(': '),
      before: before === null ? w.revisions.notGiven : shown(before),
      after: after === null ? w.revisions.notGiven : shown(after),
    })),
    moreRevisions:
      page.revisions.length > MOST_LINES ? w.revisions.more(shown(page.revisions.length - MOST_LINES)) : null,
  };
}

/** The mapping was changed after the return was accepted: what counts is the reading before. */
function isChangedSince({ head, steps }: ReturnPage): boolean {
  const last = (act: string) => steps.findLastIndex((step) => step.act === act);
  return head.state === 'accepted' && last('map') > last('confirm');
}

const SUMS: ReadonlySet<ReturnFaultCode> = new Set(['part-exceeds-whole', 'impossible-ratio']);

function isSum({ kind }: ReturnFinding): boolean {
  return kind === 'ratio' || kind === 'sum';
}

function amissIn({ read, report, scheme }: ReturnPage, words: Words) {
  const { unmapped: u, faults: f, mapping: m } = words.returns;
  const parts = read?.parts ?? [];
  const unmapped = parts.flatMap(({ force, reading }) => reading.unmapped.map((one) => ({ ...one, force })));
  // What a check says with its figures is not said again without them.
  const told = new Set(report?.findings.filter(isSum).map(({ force, question }) => `${force} ${question}`));
  const faults = parts
    .flatMap(({ force, reading }) => reading.faults.map((one) => ({ ...one, force })))
    .filter(({ code, force, question }) => !SUMS.has(code) || !told.has(`${force} ${question}`));
  // One label of a table of many forces is not said once for each of them.
  const places = [...new Map(unmapped.map((one) => [`${one.sheet}!${one.cell}`, one])).values()];
  const refused = faults.filter(({ code }) => RETURN_FAULTS[code].refuses);
  return {
    unmapped: places.slice(0, MOST_LINES).map(({ sheet, cell, label, why }) => ({
      where: `${sheet}!${cell}`,
      label,
      why: u.why[why],
    })),
    unmappedCount: places.length,
    moreUnmapped: places.length > MOST_LINES ? m.more(shown(places.length - MOST_LINES)) : null,
    faults: [...refused, ...faults.filter(({ code }) => !RETURN_FAULTS[code].refuses)]
      .slice(0, MOST_LINES)
      .map(({ sheet, cell, code, question, times, force }) => ({
        where: `${sheet}!${cell}`,
        force: nameOfForce(force),
        what: times && times > 1 ? `${f.code[code]} (${f.times(shown(times))})` : f.code[code],
        question: question ? titleOfQuestion(scheme, question) : '',
        isRefused: RETURN_FAULTS[code].refuses,
        effect: RETURN_FAULTS[code].refuses ? f.refused : f.stands,
      })),
    faultCount: faults.length,
    refusedCount: refused.length,
    moreFaults: faults.length > MOST_LINES ? m.more(shown(faults.length - MOST_LINES)) : null,
  };
}

function sayReason(reason: string, { returns: w }: Words): string {
  if (Object.hasOwn(WITHDRAWAL_REASONS, reason)) return w.reasons[reason as keyof typeof w.reasons];
  if (Object.hasOwn(w.original.purposes, reason))
    return w.original.purposes[reason as keyof typeof w.original.purposes];
  return reason;
}
