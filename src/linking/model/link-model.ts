/** `m`: how likely the level is for two records of one person; `u`: of two persons. */
export type ModelLevel = { label: string; m: number; u: number };

/**
 * What of one attribute depends on another: a row of m and of u for each level of that one ("differ" last). Where
 * that one is unknown, the attribute's own levels hold.
 */
export type Dependence = { attribute: string; m: number[][]; u: number[][] };

export type ModelAttribute = {
  name: string;
  /** Best first, "differ" last. */
  levels: ModelLevel[];
  /** The attributes that depend on each other form a tree, so that shared evidence counts once (Chow and Liu 1968). */
  given?: Dependence;
  /** Of two persons' records, the share that agree in a value that is counted: what a value's own share is set against. */
  meanShare: number;
};

export type LinkModel = {
  version: string;
  spec: { name: string; version: string };
  /** ISO 8601, UTC. */
  trainedAt: string;
  trainedOn: TrainedOn;
  /** The probability that two records, drawn at random of all possible pairs, are of one person. */
  prior: number;
  attributes: ModelAttribute[];
  diagnostics: Diagnostics;
};

export type TrainedOn = {
  source: string;
  rows: number;
  /** Pairs that could be formed: n(n-1)/2 within one table, a*b across two. */
  possiblePairs: number;
  candidatePairs: number;
  randomPairs: number;
};

export type Diagnostics = {
  rounds: number;
  converged: boolean;
  /** Pairs of one person among the candidates, as the model believes. */
  expectedMatches: number;
  /** Mean number of records of one person, that one included, for a record drawn at random. */
  copies: number;
  warnings: string[];
};

/** A comparison vector and how many pairs have it. */
export type VectorCount = { levels: Uint8Array; count: number };
