/** Scored pairs of nodes. Nodes are 0 … count-1, numbered in the order of their stable ids: ties fall to the lowest. */
export type Edges = {
  from: Uint32Array;
  to: Uint32Array;
  /** log2 of the odds that both are the same; 0 is even. Any sign: a scored pair that disagrees speaks against a merge. */
  bits: Float32Array;
};

/** What a person said of a pair: "unsure" constrains nothing, and the pair is not asked again. */
export type Verdict = 'same' | 'different' | 'unsure';

/** Judgements are given in the order in which they were made: of one pair the last counts. */
export type Judgement<Node = number> = { from: Node; to: Node; verdict: Verdict };

export type ClusterOptions = {
  /** Pairs at or above it make components, and clusters merge while their average is at or above it. */
  cutBits?: number;
  /** What a pair inside a component counts that shares no key and so was never scored. */
  unscoredBits?: number;
};
