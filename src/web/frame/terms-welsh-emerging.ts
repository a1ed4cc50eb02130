/** Welsh for the tags of what is new. Written by the project, not yet checked by a translator. */
export const WELSH_EMERGING_TERMS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'App, site or service': 'Ap, safle neu wasanaeth',
    Payment: 'Taliad',
    'Way of approaching or coercing a child': 'Ffordd o ddynesu at blentyn neu ei orfodi',
    'Technique or tool': 'Techneg neu offeryn',
    'Place or route': 'Lle neu lwybr',
    'Who takes part': 'Pwy sy’n cymryd rhan',
    'Something else': 'Rhywbeth arall',
    'New app or service': 'Ap neu wasanaeth newydd',
    'New way of hosting or storing': 'Ffordd newydd o letya neu storio',
    'New payment route': 'Llwybr talu newydd',
    'New way of coercing a child': 'Ffordd newydd o orfodi plentyn',
    'Generated or altered imagery': 'Delweddau wedi’u cynhyrchu neu eu newid',
    'New way of hiding': 'Ffordd newydd o guddio',
    'New destination or route': 'Cyrchfan neu lwybr newydd',
    'New kind of group or network': 'Math newydd o grŵp neu rwydwaith',
  }),
);
