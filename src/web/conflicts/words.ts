/** English. Every sentence these pages show stands here; the Welsh one must have the same keys. */
export const en = {
  conflicts: {
    title: 'Conflicts',
    lead: 'Two units hold referrals about what may be the same person. Each is told of the other, so that they speak before they act.',
    leadUnit:
      'Another unit holds a referral about what may be the same person. Speak to it before you act, and acknowledge that you have seen this.',
    waiting: 'Not acknowledged yet',
    noneWaits: 'No conflict waits.',
    answered: 'Acknowledged',
    told: 'Unit that was told',
    bureau: 'The bureau only',
    referral: 'Its referral',
    ours: 'Our referral',
    otherUnit: 'Other unit',
    otherReferral: 'Its referral number',
    shared: 'What they share',
    raised: 'Told',
    act: 'Action',
    acknowledge: 'Acknowledge',
    acknowledgeOf: (number: string, other: string) => `the conflict of ${number} with ${other}`,
    by: 'By',
  },
};

/** Welsh. Written by the project and not yet checked by a translator. */
export const cy: typeof en = {
  conflicts: {
    title: 'Gwrthdrawiadau',
    lead: 'Mae gan ddwy uned atgyfeiriadau am yr un person o bosibl. Dywedir wrth y naill am y llall, fel eu bod yn siarad cyn gweithredu.',
    leadUnit:
      'Mae gan uned arall atgyfeiriad am yr un person o bosibl. Siaradwch â hi cyn gweithredu, a chydnabod eich bod wedi gweld hyn.',
    waiting: 'Heb eu cydnabod eto',
    noneWaits: 'Nid oes gwrthdrawiad yn aros.',
    answered: 'Cydnabuwyd',
    told: 'Uned y dywedwyd wrthi',
    bureau: 'Y swyddfa yn unig',
    referral: 'Ei hatgyfeiriad',
    ours: 'Ein hatgyfeiriad',
    otherUnit: 'Uned arall',
    otherReferral: 'Rhif ei hatgyfeiriad',
    shared: 'Yr hyn a rennir',
    raised: 'Dywedwyd',
    act: 'Gweithred',
    acknowledge: 'Cydnabod',
    acknowledgeOf: (number, other) => `gwrthdrawiad ${number} â ${other}`,
    by: 'Gan',
  },
};
