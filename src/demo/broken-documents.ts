import type { Dice } from '../shared/dice.ts';
import type { DocumentKind } from './incident.ts';

type Broken = { kind: DocumentKind; sourceId: string; raw: Buffer };

/** Makes a sound document unreadable; undefined where this breakage does not fit its kind. */
export function breakDocument(dice: Dice, { kind, sourceId, raw }: Broken): Broken | undefined {
  const text = raw.toString('utf8');
  const broken = breakText(dice, kind, text);
  return broken === undefined || broken === text ? undefined : { kind, sourceId, raw: Buffer.from(broken) };
}

const FIRST_ROWS_GRADE = /^([^\r\n]*\r\n[^\r\n]*?)(?:Category [ABC]|prohibited)/;

function breakText(dice: Dice, kind: DocumentKind, text: string): string | undefined {
  const cutOff = () => text.slice(0, Math.floor(text.length * (0.4 + dice.share() / 2)));
  switch (kind) {
    case 'cybertip-xml':
      return dice.pick([
        cutOff,
        () => text.replace(/<incidentDateTime>.*<\/incidentDateTime>\n/, ''),
        () => text.replace(/<incidentType>.*<\/incidentType>/, '<incidentType>Something else</incidentType>'),
      ])();
    case 'cybertip-json':
      return cutOff();
    case 'native-json':
      return dice.pick([cutOff, () => text.replace(/"at": "\d{4}-\d{2}-\d{2}/, '"at": "2026-02-30')])();
    case 'bank-report':
      return text.replace(/"iban": "GB\d\d/, '"iban": "GB00');
    case 'hotline-csv':
      return text.replace(FIRST_ROWS_GRADE, '$1Category X');
    case 'public-form':
      return undefined;
  }
}
