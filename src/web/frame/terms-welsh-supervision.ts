/** Welsh for the terms of the order, of samples and of simulations. Written by the project, not yet checked by a translator. */
export const WELSH_SUPERVISION_TERMS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    Analyst: 'Dadansoddwr',
    Supervisor: 'Goruchwyliwr',
    'Duty officer': 'Swyddog ar ddyletswydd',
    'Welfare lead': 'Arweinydd lles',
    'Receiving officer': 'Swyddog derbyn',
    'Strategic analyst': 'Dadansoddwr strategol',
    Auditor: 'Archwilydd',
    Administrator: 'Gweinyddwr',
    'Band {band}: stands {days} days after receipt':
      'Lefel {band}: yn sefyll {days} diwrnod ar ôl ei dderbyn',
    '{days} days sooner: {of}': '{days} diwrnod yn gynt: {of}',
    '{days} days later: no harm is stated, and its source sent far more than it ordinarily does':
      '{days} diwrnod yn hwyrach: ni nodir niwed, ac anfonodd ei ffynhonnell lawer mwy nag arfer',
    'The report is of somebody dealing with a child, not of files alone':
      'Mae’r adroddiad am rywun sy’n ymwneud â phlentyn, nid am ffeiliau yn unig',
    'Suspect risk as stated': 'Risg y sawl a ddrwgdybir fel y nodwyd',
    'Content that nobody saw before': 'Cynnwys na welodd neb o’r blaen',
    'Content not known yet': 'Cynnwys nad yw’n hysbys eto',
    'Content seen before': 'Cynnwys a welwyd o’r blaen',
    'Circulating or harmless content': 'Cynnwys sy’n cylchredeg neu’n ddiniwed',
    'Gravest grade, or an infant or young child': 'Y radd ddifrifolaf, neu faban neu blentyn ifanc',
    'Middle grade, or a child under 13': 'Gradd ganol, neu blentyn o dan 13',
    'Lower grade, or no grade stated': 'Gradd is, neu ddim gradd wedi’i nodi',
    'Not validated: the points, thresholds and days are judgements; the order was compared with others in simulation only.':
      'Heb ei ddilysu: barn yw’r pwyntiau, y trothwyon a’r diwrnodau; dim ond mewn efelychiad y cymharwyd y drefn ag eraill.',
    'Audit of the low bands': 'Archwiliad o’r lefelau isel',
    'Double grading of all bands': 'Graddio dwbl o bob lefel',
    'As it came in': 'Fel y daeth i mewn',
    'Twice as much for four weeks': 'Dwywaith cymaint am bedair wythnos',
    'One sender floods for four weeks with three times what all others send, none of it with stated harm':
      'Mae un anfonwr yn gorlifo am bedair wythnos gyda thair gwaith yr hyn y mae pawb arall yn ei anfon, heb niwed wedi’i nodi',
    'The policy in force': 'Y polisi mewn grym',
    'The policy without turns of sources': 'Y polisi heb droeon ffynonellau',
    'The first policy (2026-11)': 'Y polisi cyntaf (2026-11)',
    'Oldest first': 'Yr hynaf yn gyntaf',
    'By band only, then oldest': 'Yn ôl lefel yn unig, yna’r hynaf',
    'At random': 'Ar hap',
    'By the true harm, which nobody knows': 'Yn ôl y gwir niwed, na ŵyr neb',
  }),
);
