import type { NationalFigure } from '../../picture/index.ts';
import type { Claim } from '../claims/claim.ts';
import type { Passage } from './passages.ts';
import type { Block } from './section-text.ts';
import { type Warning, warn } from './warning.ts';

// Numbers that were typed where they could have been shown: they stay behind when the figure moves, and name no source.

const NUMBER = /(?<![\w.,-])\d{1,3}(?:,\d{3})+(?:\.\d+)?|(?<![\w.,-])\d+(?:\.\d+)?/g;
/** Smaller counts match by chance. Chosen. */
const LEAST_COUNT = 100;

type Typed = { value: number; digits: number; isPercent: boolean; text: string };

function typedIn(text: string): Typed[] {
  return [...text.matchAll(NUMBER)].map((match) => {
    const after = /^\s*(?:%|per ?cent\b)/i.exec(text.slice(match.index + match[0].length))?.[0] ?? '';
    const digits = match[0].split('.')[1]?.length ?? 0;
    const value = Number(match[0].replaceAll(',', ''));
    return { value, digits, isPercent: after !== '', text: `${match[0]}${after}` };
  });
}

/** Percentages that are a figure's share or change, and counts from a hundred on that are a figure's count. */
export function typedFigures({ text, line }: Passage, figures: readonly NationalFigure[]): Warning[] {
  return typedIn(text).flatMap((typed) => {
    const same = figures.find((figure) => isOf(typed, figure));
    return same ? [warn('typed-figure', { line, what: typed.text, id: same.id })] : [];
  });
}

function isOf(typed: Typed, { measured, change }: NationalFigure): boolean {
  const { value, denominator } = measured;
  if (!typed.isPercent) return denominator === null && value === typed.value && typed.value >= LEAST_COUNT;
  const share = denominator === null || value === null ? [] : [value * 100];
  const percents = change && 'percent' in change.words ? [Math.abs(change.words.percent)] : [];
  return [...share, ...percents].some(
    (percent) => percent.toFixed(typed.digits) === typed.value.toFixed(typed.digits),
  );
}

/** A claim's number or its words in a section that does not show the claim, and so does not say whose it is. */
export function claimsWithoutSource(
  passages: readonly Passage[],
  blocks: readonly Block[],
  claims: readonly Claim[],
): Warning[] {
  const shown = new Set(
    blocks.flatMap((block) => (block.kind === 'shown' && block.what === 'claim' ? [block.id] : [])),
  );
  return claims
    .filter(({ id }) => !shown.has(id))
    .flatMap((claim) => {
      const used = passages.find((passage) => uses(passage, claim));
      return used
        ? [warn('claim-without-source', { line: used.line, what: claim.saidBy, id: claim.id })]
        : [];
    });
}

function uses({ text }: Passage, { value, statement }: Claim): boolean {
  if (text.toLowerCase().includes(statement.toLowerCase())) return true;
  return typedIn(text).some(
    (typed) => !typed.isPercent && typed.value === value && typed.value >= LEAST_COUNT,
  );
}
