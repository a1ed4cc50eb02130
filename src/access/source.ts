/** Who refers. `anonymous`: nobody stands behind what is sent, so an unreadable document is refused, not kept. */
export const SOURCE_KINDS = {
  agency: { label: 'Monitoring agency', anonymous: false },
  platform: { label: 'Platform or website', anonymous: false },
  hotline: { label: 'Hotline', anonymous: false },
  financial: { label: 'Bank or payment firm', anonymous: false },
  force: { label: 'Police force', anonymous: false },
  professional: { label: 'School, health or social care', anonymous: false },
  public: { label: 'The public', anonymous: true },
} as const satisfies Record<string, { label: string; anonymous: boolean }>;
export type SourceKind = keyof typeof SOURCE_KINDS;

/** A registered sender. `reliability`: the source half of 3x5x2. */
export type Source = {
  id: string;
  name: string;
  kind: SourceKind;
  reliability: '1' | '2' | '3';
  feedbackUrl: string | null;
  addedAt: Date;
  withdrawnAt: Date | null;
};

/** `id`: a short code that people and URLs may carry: lower-case letters, digits and hyphens. */
export type NewSource = {
  id: string;
  name: string;
  kind: SourceKind;
  reliability?: Source['reliability'];
  feedbackUrl?: string;
};
