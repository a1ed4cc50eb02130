/** English. Marking a referral as something new; the Welsh one must have the same keys. */
export const en = {
  novelty: {
    link: 'Mark as new',
    doneTitle: 'Done',
    title: (number: string) => `Something new in ${number}`,
    lead: 'Mark what no figure can show yet. Marks are counted by month, and an alert is raised when they rise.',
    standing: 'Marked as',
    nothing: 'Nothing is marked on it.',
    markedBy: (who: string, at: string) => `Marked by ${who}, ${at}`,
    tag: 'What is new?',
    tagMissing: 'Choose what is new',
    taken: 'It is marked so already',
    note: 'What you saw (optional)',
    noteHint: 'It is sealed with the referral: opening it is recorded.',
    submit: 'Mark it',
    remove: 'Take back',
    removeOf: (name: string) => `Take back “${name}”`,
    open: 'Open the note',
    opened: 'The note',
    done: { marked: 'Marked.', removed: 'Taken back.' },
  },
};

/** Welsh. Written by the project and not yet checked by a translator. */
export const cy: typeof en = {
  novelty: {
    link: 'Nodi’n newydd',
    doneTitle: 'Wedi’i wneud',
    title: (number) => `Rhywbeth newydd yn ${number}`,
    lead: 'Nodwch yr hyn na all unrhyw ffigur ei ddangos eto. Cyfrifir nodau fesul mis, a chodir rhybudd pan fyddant yn codi.',
    standing: 'Wedi’i nodi fel',
    nothing: 'Does dim wedi’i nodi arno.',
    markedBy: (who, at) => `Nodwyd gan ${who}, ${at}`,
    tag: 'Beth sy’n newydd?',
    tagMissing: 'Dewiswch beth sy’n newydd',
    taken: 'Mae wedi’i nodi felly eisoes',
    note: 'Beth welsoch chi (dewisol)',
    noteHint: 'Caiff ei selio gyda’r atgyfeiriad: cofnodir ei agor.',
    submit: 'Ei nodi',
    remove: 'Tynnu’n ôl',
    removeOf: (name) => `Tynnu “${name}” yn ôl`,
    open: 'Agor y nodyn',
    opened: 'Y nodyn',
    done: { marked: 'Wedi’i nodi.', removed: 'Wedi’i dynnu’n ôl.' },
  },
};
