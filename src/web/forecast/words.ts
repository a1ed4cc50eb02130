/** English. Every sentence the page of forecasts shows stands here; the Welsh one must have the same keys. */
export const en = {
  forecast: {
    title: 'Forecast to the end of the year',
    lead: 'What is counted of the year stands; the rest is forecast from the months before it. Recorded reports are forecast, not offences.',
    yearEnds: 'The year ends in',
    yearEndsHint: 'March for a financial year',
    ends: { 12: 'December', 3: 'March' },
    asOf: 'With what was known after',
    asOfHint: 'An earlier month stands beside what came',
    asOfNow: 'The latest whole month',
    show: 'Show',
    badQuestion: 'Choose a year’s end and a month from the lists',
    madeFrom: (month: string, end: string) =>
      `Made from whole months up to ${month}, for the year that ends in ${end}.`,
    rounded: 'Counts are rounded to five, and small ones are left out.',
    why: 'Why there is no forecast',
    tooShort: (months: string) =>
      `A forecast needs six whole months with reports; ${months} are known. Half a month is not counted.`,
    tooShortFigure: 'Fewer than six whole months are known since its first report, or nothing was reported.',
    figure: 'Figure',
    known: 'Counted so far',
    total: 'At the end of the year',
    limits: '95 % limits',
    actual: 'Came to',
    inside: 'inside the limits',
    outside: 'outside the limits',
    limit: (low: string, high: string) => `${low} to ${high}`,
    noLimits: 'Not known: too few earlier forecasts could be tried',
    backtest: 'What earlier forecasts were worth',
    learned: (tried: string, share: string, of: string) =>
      `${tried} earlier forecasts of the same length were tried. Limits made as these are, from what was known then, held ${share} of ${of} times.`,
    notLearned: (tried: string) =>
      `${tried} earlier forecasts of the same length could be tried: too few to say how often such limits hold. Read them with care.`,
    textbook: (share: string) => `Limits from the textbook would have held ${share} of the time.`,
    beside: (share: string) => `Such limits held ${share} of the time`,
    besideNot: 'How often such limits hold is not known',
    chart: (title: string) => `${title} by month`,
    chartDescription: (from: string, to: string) =>
      `Counted from ${from} on, and forecast to ${to} with the limits of the sum spread over its months.`,
    counted: 'Counted',
    forecastName: 'Forecast',
    limitsName: 'Share of the limits',
    month: 'Month',
    season: 'It follows the year: a season is part of it.',
    method: 'How it is made',
    methodText:
      'The Theta method (Assimakopoulos and Nikolopoulos 2000) goes on from the latest level with half of the trend, and a season where counts follow one. The limits are as wide as earlier forecasts from the same figures have missed, all figures together (split conformal prediction), not as theory says. A month in which counting changed, and all before it, is left out.',
    breakLine: (day: string, what: string) => `Break in counting on ${day}: ${what}`,
  },
};

/** Welsh. Written by the project and not yet checked by a translator. */
export const cy: typeof en = {
  forecast: {
    title: 'Rhagolwg hyd ddiwedd y flwyddyn',
    lead: 'Mae’r hyn a gyfrifwyd o’r flwyddyn yn sefyll; rhagwelir y gweddill o’r misoedd o’i blaen. Rhagwelir adroddiadau a gofnodwyd, nid troseddau.',
    yearEnds: 'Mae’r flwyddyn yn dod i ben ym mis',
    yearEndsHint: 'Mawrth ar gyfer blwyddyn ariannol',
    ends: { 12: 'Rhagfyr', 3: 'Mawrth' },
    asOf: 'Gyda’r hyn a oedd yn hysbys ar ôl',
    asOfHint: 'Saif mis cynharach wrth ochr yr hyn a ddaeth',
    asOfNow: 'Y mis cyfan diweddaraf',
    show: 'Dangos',
    badQuestion: 'Dewiswch ddiwedd blwyddyn a mis o’r rhestrau',
    madeFrom: (month, end) =>
      `Gwnaed o fisoedd cyfan hyd at ${month}, am y flwyddyn sy’n dod i ben ym mis ${end}.`,
    rounded: 'Talgrynnir cyfrifon i’r pump agosaf, a gadewir rhai bach allan.',
    why: 'Pam nad oes rhagolwg',
    tooShort: (months) =>
      `Mae rhagolwg angen chwe mis cyfan ag adroddiadau; mae ${months} yn hysbys. Ni chyfrifir hanner mis.`,
    tooShortFigure: 'Mae llai na chwe mis cyfan yn hysbys ers ei adroddiad cyntaf, neu ni adroddwyd dim.',
    figure: 'Ffigur',
    known: 'Cyfrifwyd hyd yma',
    total: 'Ar ddiwedd y flwyddyn',
    limits: 'Terfynau 95 %',
    actual: 'Daeth i',
    inside: 'o fewn y terfynau',
    outside: 'y tu allan i’r terfynau',
    limit: (low, high) => `${low} i ${high}`,
    noLimits: 'Ddim yn hysbys: rhy ychydig o ragolygon cynharach y gellid eu profi',
    backtest: 'Gwerth rhagolygon cynharach',
    learned: (tried, share, of) =>
      `Profwyd ${tried} o ragolygon cynharach o’r un hyd. Daliodd terfynau a wnaed fel y rhain, o’r hyn a oedd yn hysbys bryd hynny, ${share} o ${of} o weithiau.`,
    notLearned: (tried) =>
      `Gellid profi ${tried} o ragolygon cynharach o’r un hyd: rhy ychydig i ddweud pa mor aml y mae terfynau o’r fath yn dal. Darllenwch hwy’n ofalus.`,
    textbook: (share) => `Byddai terfynau’r gwerslyfr wedi dal ${share} o’r amser.`,
    beside: (share) => `Daliodd terfynau o’r fath ${share} o’r amser`,
    besideNot: 'Nid yw’n hysbys pa mor aml y mae terfynau o’r fath yn dal',
    chart: (title) => `${title} fesul mis`,
    chartDescription: (from, to) =>
      `Cyfrifwyd o ${from} ymlaen, a rhagwelwyd hyd ${to} gyda therfynau’r swm wedi’u gwasgaru dros ei fisoedd.`,
    counted: 'Cyfrifwyd',
    forecastName: 'Rhagolwg',
    limitsName: 'Cyfran o’r terfynau',
    month: 'Mis',
    season: 'Mae’n dilyn y flwyddyn: mae tymor yn rhan ohono.',
    method: 'Sut y’i gwneir',
    methodText:
      'Mae dull Theta (Assimakopoulos a Nikolopoulos 2000) yn mynd ymlaen o’r lefel ddiweddaraf gyda hanner y duedd, a thymor lle mae’r cyfrif yn dilyn un. Mae’r terfynau mor llydan ag y methodd rhagolygon cynharach o’r un ffigurau, pob ffigur gyda’i gilydd (rhagfynegiad cydffurfiol), nid fel y dywed theori. Gadewir allan fis y newidiodd y cyfrif ynddo, a phopeth o’i flaen.',
    breakLine: (day, what) => `Toriad yn y cyfrif ar ${day}: ${what}`,
  },
};
