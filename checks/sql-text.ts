// Finds SQL in TypeScript text: templates under the `sql` tag, and any literal that starts like a statement.
// SQL is written in lower case here, which is what tells it from a label such as 'Update referral'.

const START =
  /\bsql(?:<[^`]*?>)?`|(?<quote>['"`])(?=\s*(?:select|insert\s+into|update|delete\s+from|with|truncate|lock\s+table|copy)\s)/g;

/** Each piece of SQL, with `?` in place of every `${…}`. */
export function sqlIn(text: string): string[] {
  const tables = [...text.matchAll(/\bsql\.table\(\s*['"](?:\w+\.)?(\w+)['"]/g)].map(
    (match) => `from ${match[1]}`,
  );
  const literals = [...text.matchAll(START)].map((match) =>
    literalFrom(text, match.index + match[0].length, match.groups?.['quote'] ?? '`'),
  );
  return [...literals, ...tables];
}

function literalFrom(text: string, start: number, quote: string): string {
  let literal = '';
  for (let at = start; at < text.length && text[at] !== quote; at += 1) {
    if (quote === '`' && text.startsWith('${', at)) {
      literal += '?';
      at = endOfExpression(text, at + 2);
    } else {
      if (text[at] === '\\') at += 1;
      literal += text[at] ?? '';
    }
  }
  return literal;
}

/** The position of the brace that closes an expression; templates inside it may nest expressions of their own. */
function endOfExpression(text: string, start: number): number {
  let at = start;
  for (let depth = 1; at < text.length; at += 1) {
    if (text[at] === '{') depth += 1;
    if (text[at] === '}') depth -= 1;
    if (depth === 0) return at;
  }
  return at;
}

export function withoutComments(sql: string): string {
  return sql.replaceAll(/--.*$/gm, '').replaceAll(/\/\*[\s\S]*?\*\//g, '');
}

const TABLE = String.raw`(?:only\s+)?(?:\w+\.)?"?\w+"?(?:\s+(?:as\s+)?\w+)?`;
const TABLES = new RegExp(
  String.raw`\b(?:(?<!distinct\s)from|join|into|update|truncate(?:\s+table)?|(?:alter|lock|drop)\s+table)\s+` +
    String.raw`(${TABLE}(?:\s*,\s*${TABLE})*)`,
  'gi',
);
const COMMON_TABLE =
  /\b(\w+)\s*(?:\([^()]*\)\s*)?as\s+(?:not\s+)?(?:materialized\s*)?\(\s*(?:select|insert|update|delete|with|values)\b/gi;

/** The words that stand where a table's name stands, without those that a `with` clause of the same text defines. */
export function tablesNamedIn(sql: string): string[] {
  const defined = new Set([...sql.matchAll(COMMON_TABLE)].map((match) => match[1]!));
  return [...sql.matchAll(TABLES)]
    .flatMap((match) => match[1]!.split(','))
    .map((table) => /(?:only\s+)?(?:\w+\.)?"?(\w+)/i.exec(table.trim())![1]!)
    .filter((table) => !defined.has(table));
}
