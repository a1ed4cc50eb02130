// On a narrow screen each row of a list is read as a card, in which every cell says what it is. Without this a table
// scrolls in itself; tables of figures always do, because they are read across and down.

const MOST_COLUMNS = 8;

for (const table of document.querySelectorAll('.everydot-scroll > table')) {
  const heads = [...(table.tHead?.rows[0]?.cells ?? [])];
  if (isList(table, heads)) stack(table, heads);
}

function isList(table, heads) {
  if (heads.length < 2 || heads.length > MOST_COLUMNS || table.closest('.everydot-across')) return false;
  const figures = heads.filter((head) => head.classList.contains('govuk-table__header--numeric'));
  return figures.length <= heads.length / 2;
}

function stack(table, heads) {
  const labels = heads.map((head) => head.textContent.trim());
  table.classList.add('everydot-stacked');
  // As blocks its parts are no table to a screen reader, unless they say so.
  table.setAttribute('role', 'table');
  for (const part of [table.tHead, ...table.tBodies]) part.setAttribute('role', 'rowgroup');
  for (const head of heads) if (head.tagName === 'TH') head.setAttribute('role', 'columnheader');
  for (const row of table.rows) {
    row.setAttribute('role', 'row');
    if (row.parentElement !== table.tHead) labelRow(row, labels);
  }
}

function labelRow(row, labels) {
  for (const [i, cell] of [...row.cells].entries()) {
    cell.setAttribute('role', cell.tagName === 'TH' ? 'rowheader' : 'cell');
    if (row.cells.length !== labels.length || cell.tagName === 'TH') continue;
    if (labels[i]) cell.dataset.label = labels[i];
    const content = document.createElement('div');
    content.append(...cell.childNodes);
    cell.append(content);
    cell.toggleAttribute('data-empty', content.textContent.trim() === '');
  }
}
