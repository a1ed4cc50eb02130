/** English. What the page of one figure says, and the page of who answered. */
export const figurePageEnglish = {
  definition: 'What is counted',
  source: 'Where it is counted',
  origins: {
    records: 'In the bureau’s own records',
    returns: 'In the returns of forces, as they were accepted',
  },
  unit: 'Unit',
  version: 'Definition',
  versionOf: (version: string, provenance: string) => `Version ${version}. ${provenance}`,
  method: 'How it is worked out',
  methods: {
    count: 'Every record of the period is counted once. Nothing is estimated.',
    share:
      'A share of the records with a known answer: those of which it is not known are in neither number. The interval is Wilson’s, of 95 %.',
    average:
      'The last three whole calendar months of the period that are over are counted and divided by three.',
    returned:
      'The answers of forces are added up. For forces that did not answer nothing is counted: not answered is not 0.',
    returnedShare:
      'Among forces that answered both its parts, one divided by the other. The interval is Wilson’s, of 95 %, wider where forces differ more than counting explains.',
    estimated: (size: string) =>
      `For all forces: each missing force is given the rate of those that answered, by ${size} (Royall’s ratio, with a jackknife interval). That size is used which predicts those that answered best. What was answered stays as it is.`,
    change:
      'Change: exact limits of the ratio of two counts. They are wider where the parts differ in their change more than counting explains.',
  },
  expression: 'As it is written',
  numerator: 'Numerator',
  denominator: 'Denominator',
  value: 'Value',
  missing: 'Did not answer',
  nobodyMissing: 'None: every force answered',
  largestMissing: 'The largest force did not answer: such estimates have run 5 to 12 % high.',
  tooFew: 'None: too few forces answered, or all of them counted 0.',
  comparedWith: 'Compared with',
  change: 'Change',
  notCompared: 'Not compared: the earlier period is not covered, or nobody answered for both.',
  spread: 'Differences in the change',
  spreadOfParts: (times: string) => `Weeks or months differ ${times} times as much as counting explains.`,
  spreadOfForces: (times: string) => `Forces differ ${times} times as much as counting explains.`,
  widened: 'The interval of the change is widened by it.',
  breaks: 'Breaks in counting',
  overTime: 'Over time',
  byMonth: 'Month by month',
  byYear: 'Year by year',
  seriesDescription: (first: string, last: string, highest: string) =>
    `From ${first} to ${last}; at most ${highest}.`,
  of: (average: string) => `Shown month by month; the figure is an average of ${average}.`,
  year: 'Year',
  forcesAnswers: 'What each force answered',
  force: 'Force',
  answer: 'Answer',
  yearBefore: 'Year before',
  people: 'People in its area',
  recalled: (year: string) => `${year}, assumed: nobody has read it off its source`,
  none: 'No answer',
  otherDays: (answer: string, from: string, to: string) => `${answer} for ${from} to ${to}, not counted here`,
  othersTitle: 'Answers for other days',
  othersLead:
    'These forces answered, but not for exactly this period. Their counts are in no figure of it, and are never added to those of others.',
  othersDays: (from: string, to: string, shared: string, days: string) =>
    `${from} to ${to}: ${shared} of ${days} days lie in this period`,
  onlyOwn: 'Only the answer of your own force is shown.',
  computed: (at: string) => `Computed ${at}. Figures are never final.`,
  coverageTitle: 'Who answered what',
  coverageLead: (scheme: string, version: string) =>
    `Accepted answers to the questions of “${scheme}”, version ${version}, for exactly this period.`,
  question: 'Question',
  allForces: 'Forces that answered',
  questionsAnswered: 'Answered',
  cells: { whole: 'Yes', 'broken-down': 'In parts', 'not-known': 'Not known', none: 'No' },
  cellsMean:
    'Yes: as a whole. In parts: broken down by a list of codes. Not known: the force says that it cannot tell. No: nothing, which is not 0.',
  nobody: 'No return has been accepted for this period.',
};

/** Welsh. Written by the project and not yet checked by a translator. */
export const figurePageWelsh: typeof figurePageEnglish = {
  definition: 'Beth sy’n cael ei gyfrif',
  source: 'Ble mae’n cael ei gyfrif',
  origins: {
    records: 'Yng nghofnodion y biwro ei hun',
    returns: 'Yn natganiadau heddluoedd, fel y’u derbyniwyd',
  },
  unit: 'Uned',
  version: 'Diffiniad',
  versionOf: (version, provenance) => `Fersiwn ${version}. ${provenance}`,
  method: 'Sut mae’n cael ei gyfrifo',
  methods: {
    count: 'Cyfrifir pob cofnod o’r cyfnod unwaith. Ni amcangyfrifir dim.',
    share:
      'Cyfran o’r cofnodion ag ateb hysbys: nid yw’r rhai anhysbys yn y naill rif na’r llall. Cyfwng Wilson yw’r cyfwng, 95 %.',
    average: 'Cyfrifir tri mis calendr cyfan olaf y cyfnod sydd ar ben a’u rhannu â thri.',
    returned:
      'Adir atebion heddluoedd at ei gilydd. Ni chyfrifir dim ar gyfer heddluoedd na atebodd: nid 0 yw heb ateb.',
    returnedShare:
      'Ymhlith heddluoedd a atebodd y ddwy ran, un wedi’i rhannu â’r llall. Cyfwng Wilson yw’r cyfwng, 95 %, yn lletach lle mae heddluoedd yn fwy gwahanol nag y mae cyfrif yn ei esbonio.',
    estimated: (size) =>
      `Ar gyfer pob heddlu: rhoddir i bob heddlu coll gyfradd y rhai a atebodd, yn ôl ${size} (cymhareb Royall, gyda chyfwng cyllell jac). Defnyddir y maint sy’n rhagfynegi orau y rhai a atebodd. Mae’r hyn a atebwyd yn aros fel y mae.`,
    change:
      'Newid: terfynau union cymhareb dau gyfrif. Maent yn lletach lle mae’r rhannau’n newid yn fwy gwahanol nag y mae cyfrif yn ei esbonio.',
  },
  expression: 'Fel y mae wedi’i ysgrifennu',
  numerator: 'Rhifiadur',
  denominator: 'Enwadur',
  value: 'Gwerth',
  missing: 'Heb ateb',
  nobodyMissing: 'Dim un: atebodd pob heddlu',
  largestMissing: 'Ni atebodd yr heddlu mwyaf: mae amcangyfrifon o’r fath wedi bod 5 i 12 % yn rhy uchel.',
  tooFew: 'Dim: atebodd rhy ychydig o heddluoedd, neu gyfrifodd pob un ohonynt 0.',
  comparedWith: 'O’i gymharu â',
  change: 'Newid',
  notCompared:
    'Heb ei gymharu: nid yw’r cyfnod cynharach wedi’i gwmpasu, neu nid atebodd neb ar gyfer y ddau.',
  spread: 'Gwahaniaethau yn y newid',
  spreadOfParts: (times) =>
    `Mae wythnosau neu fisoedd yn amrywio ${times} gwaith cymaint ag y mae cyfrif yn ei esbonio.`,
  spreadOfForces: (times) =>
    `Mae heddluoedd yn amrywio ${times} gwaith cymaint ag y mae cyfrif yn ei esbonio.`,
  widened: 'Mae cyfwng y newid wedi’i ledu o’r herwydd.',
  breaks: 'Toriadau yn y cyfrif',
  overTime: 'Dros amser',
  byMonth: 'Fesul mis',
  byYear: 'Fesul blwyddyn',
  seriesDescription: (first, last, highest) => `O ${first} i ${last}; ${highest} ar y mwyaf.`,
  of: (average) => `Dangosir fesul mis; cyfartaledd o ${average} yw’r ffigur.`,
  year: 'Blwyddyn',
  forcesAnswers: 'Beth atebodd pob heddlu',
  force: 'Heddlu',
  answer: 'Ateb',
  yearBefore: 'Blwyddyn ynghynt',
  people: 'Pobl yn ei ardal',
  recalled: (year) => `${year}, tybiedig: nid oes neb wedi’i ddarllen o’i ffynhonnell`,
  none: 'Dim ateb',
  otherDays: (answer, from, to) => `${answer} ar gyfer ${from} i ${to}, heb ei gyfrif yma`,
  othersTitle: 'Atebion ar gyfer diwrnodau eraill',
  othersLead:
    'Atebodd yr heddluoedd hyn, ond nid ar gyfer yr union gyfnod hwn. Nid yw eu cyfrifon mewn unrhyw ffigur ohono, ac ni chânt byth eu hychwanegu at rai eraill.',
  othersDays: (from, to, shared, days) =>
    `${from} i ${to}: mae ${shared} o ${days} diwrnod o fewn y cyfnod hwn`,
  onlyOwn: 'Dim ond ateb eich heddlu eich hun a ddangosir.',
  computed: (at) => `Cyfrifwyd ${at}. Nid yw ffigurau byth yn derfynol.`,
  coverageTitle: 'Pwy atebodd beth',
  coverageLead: (scheme, version) =>
    `Atebion a dderbyniwyd i gwestiynau “${scheme}”, fersiwn ${version}, ar gyfer yr union gyfnod hwn.`,
  question: 'Cwestiwn',
  allForces: 'Heddluoedd a atebodd',
  questionsAnswered: 'Atebwyd',
  cells: { whole: 'Do', 'broken-down': 'Mewn rhannau', 'not-known': 'Ddim yn hysbys', none: 'Naddo' },
  cellsMean:
    'Do: yn gyfan. Mewn rhannau: wedi’i dorri i lawr yn ôl rhestr godau. Ddim yn hysbys: dywed yr heddlu na all ddweud. Naddo: dim, ac nid 0 yw hynny.',
  nobody: 'Nid oes datganiad wedi’i dderbyn ar gyfer y cyfnod hwn.',
};
