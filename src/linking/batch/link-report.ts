import type { LinkModel } from '../model/link-model.ts';
import type { LinkMode } from './scored-pairs.ts';
import type { Accuracy, PairAccuracy } from './truth.ts';

/** How one rule found candidates. `held` counts rows that have the key at all. */
export type RuleReport = {
  rule: string;
  keys: number;
  /** Pairs that the rule offers, before pairs of other rules are taken off. */
  pairs: number;
  /** Keys that more rows share than the rule's cap, and the pairs that were therefore not formed by it. */
  overCommon: number;
  skippedPairs: number;
  /** Rows that share the most common key. */
  mostRows: number;
};

/** One combination of levels: null is unknown. */
export type VectorReport = {
  levels: (number | null)[];
  pairs: number;
  /** Without what the rarity of values adds. */
  bits: number;
  probability: number;
};

/** Rows that could not be linked even to a copy of themselves: they say too little. */
export type UnlinkableReport = {
  below50: number;
  below95: number;
  /** Rows by the bits with which they would be linked to their own copy. */
  histogram: { from: number; rows: number }[];
};

/** What a run found, in figures: no value out of the tables stands in it. */
export type LinkReport = {
  mode: LinkMode;
  tables: { name: string; file: string; rows: number }[];
  spec: {
    name: string;
    version: string;
    suggested: boolean;
    attributes: { name: string; kind: string; known: number }[];
  };
  model: LinkModel;
  modelSource: 'trained' | 'given';
  /** `leftOut`: rules that would have offered too many pairs. */
  blocking: { rules: RuleReport[]; leftOut: string[]; cap: number; candidates: number; possible: number };
  scores: {
    histogram: { from: number; pairs: number }[];
    /** Pairs at or above even odds, p = 0.95, and the least bits that were asked for. */
    at50: number;
    at95: number;
    linked: number;
    /** Pairs by how sure they are; a person decides in every band. */
    bands: { name: string; label: string; pairs: number }[];
    leastBits: number;
    oneToOne: boolean;
    /** Neither table seems to hold anybody twice, so that a better partner speaks against the others. */
    rivals: boolean;
  };
  vectors: { different: number; shown: VectorReport[] };
  unlinkable: UnlinkableReport;
  clusters: { count: number; sizes: { size: number; clusters: number }[]; largest: number };
  judgements: number;
  /** Only where a truth was given. `among`: true pairs among the candidates. */
  accuracy: {
    truePairs: number;
    among: number;
    pairs: PairAccuracy;
    linked: Accuracy;
    /** Pairs that a person is offered for confirmation in one click. */
    top: Accuracy;
    clusters: Accuracy;
  } | null;
  seconds: Record<string, number>;
};
