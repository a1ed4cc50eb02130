// The vocabulary of payment indicators, as published. None suffices alone: they are told to the analyst, in the
// sender's combination, and never say what role a person plays.

type Indicator = { label: string; source: string };

const AUSTRAC = 'AUSTRAC, Combating the sexual exploitation of children for financial gain (2022)';
const FATF = 'FATF, Detecting, disrupting and investigating online child sexual exploitation (2025)';

export const PAYMENT_INDICATORS = {
  'small-transfers': { label: 'Most transfers under AUD 500', source: AUSTRAC },
  'vague-description': {
    label: 'Vague descriptions, such as accommodation or medical bills',
    source: AUSTRAC,
  },
  'capture-software': { label: 'Purchases of video-capture or anonymising software', source: AUSTRAC },
  'high-risk-travel': { label: 'Travel to a high-risk place', source: AUSTRAC },
  'small-frequent-even': { label: 'EUR 10 to 200, small, frequent, even amounts', source: FATF },
  'person-to-person': { label: 'Person to person, virtual asset or gift card', source: FATF },
  'high-risk-corridor': { label: 'From a developed country into a high-risk corridor', source: FATF },
  'night-hours': { label: 'Late at night or early in the morning', source: FATF },
  'reference-wording': { label: 'Handles or "family support" in the reference', source: FATF },
  'many-to-one': { label: 'Many payers, one beneficiary', source: FATF },
  'sextortion-amounts': { label: 'Up to EUR 1,500, starting under EUR 250', source: FATF },
  'sextortion-burst': { label: 'A rapid burst that stops abruptly', source: FATF },
  'young-payer': { label: 'The payer is a teenager', source: FATF },
} as const satisfies Record<string, Indicator>;
export type PaymentIndicator = keyof typeof PAYMENT_INDICATORS;
