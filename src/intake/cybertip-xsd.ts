import {
  COMPLEX_TYPES,
  type ComplexType,
  type ElementRow,
  ROOTS,
  SIMPLE_TYPES,
  type SimpleType,
} from './cybertip-elements.ts';

/** The element list as an XML Schema, for clients that ask the endpoint what it takes. */
export function writeXsd(): string {
  const roots = Object.entries(ROOTS).filter(([name]) => name !== 'cyberTiplineSubmission');
  const lines = [
    ...roots.map(([name, { type }]) => `  <xs:element name="${name}" type="${type}"/>`),
    ...Object.entries(COMPLEX_TYPES)
      .filter(([name]) => name !== 'submission')
      .map(([name, type]) => complexType(name, type)),
    ...Object.entries(SIMPLE_TYPES).flatMap(([name, type]) => simpleType(name, type)),
  ];
  const head =
    '<?xml version="1.0" encoding="UTF-8"?>\n<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" elementFormDefault="qualified">';
  return `${head}\n${lines.join('\n')}\n</xs:schema>\n`;
}

function complexType(name: string, type: ComplexType): string {
  const attributes = type.rows.filter(([row]) => row.startsWith('@')).map(attribute);
  const elements = type.rows.filter(([row]) => !row.startsWith('@'));
  const inside = type.text
    ? `<xs:simpleContent><xs:extension base="${reference(type.text)}">${attributes.join('')}</xs:extension></xs:simpleContent>`
    : [group(elements, type), ...attributes].join('');
  return `  <xs:complexType name="${name}">${inside}</xs:complexType>`;
}

/** Members of a choice that stand among others keep their place. */
function group(elements: readonly ElementRow[], { anyOrder, choice }: ComplexType): string {
  if (elements.length === 0) return '';
  if (anyOrder) return `<xs:all>${elements.map((row) => element(row)).join('')}</xs:all>`;
  const chosen = elements.filter(([name]) => choice?.of.includes(name));
  const options = `<xs:choice>${chosen.map((row) => element(row, choice?.needed)).join('')}</xs:choice>`;
  if (chosen.length === elements.length) return options;
  const members = elements.flatMap((row) =>
    row === chosen[0] ? [options] : chosen.includes(row) ? [] : [element(row)],
  );
  return `<xs:sequence>${members.join('')}</xs:sequence>`;
}

const LIMITS: Record<ElementRow[1], string> = {
  '1': '',
  '?': ' minOccurs="0"',
  '*': ' minOccurs="0" maxOccurs="unbounded"',
  '+': ' maxOccurs="unbounded"',
};

function element([name, occurs, type]: ElementRow, needed = false): string {
  const fixed = type === 'flag' ? ' fixed="true"' : '';
  return `<xs:element name="${name}" type="${reference(type)}"${needed ? '' : LIMITS[occurs]}${fixed}/>`;
}

function attribute([name, occurs, type]: ElementRow): string {
  return `<xs:attribute name="${name.slice(1)}" type="${reference(type)}"${occurs === '1' ? ' use="required"' : ''}/>`;
}

function reference(type: string): string {
  const simple: SimpleType | undefined = SIMPLE_TYPES[type as keyof typeof SIMPLE_TYPES];
  return simple && isPlain(simple) ? `xs:${simple.base}` : type;
}

function isPlain({ values, pattern }: SimpleType): boolean {
  return !values && !pattern;
}

function simpleType(name: string, type: SimpleType): string[] {
  if (isPlain(type) || name === 'issuer') return [];
  const values = (type.values ?? []).map((value) => `<xs:enumeration value="${value}"/>`);
  const pattern = type.pattern
    ? [`<xs:pattern value="${type.pattern.source.replace(/^\^(.*)\$$/, '$1')}"/>`]
    : [];
  const facets = [...values, ...pattern].join('');
  return [
    `  <xs:simpleType name="${name}"><xs:restriction base="xs:${type.base}">${facets}</xs:restriction></xs:simpleType>`,
  ];
}
