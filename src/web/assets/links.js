// Lets whoever looks at a picture of connections enlarge it, move it and hide what is less certain. Without it the
// picture and its table say the same.

const STEP = 1.4;
const LARGEST = 6;
const MOVED_BY_KEY = 60;

for (const graph of document.querySelectorAll('[data-graph]')) enhance(graph);

function enhance(graph) {
  const svg = graph.querySelector('svg');
  if (!svg) return;
  const [, , width, height] = svg.getAttribute('viewBox').split(' ').map(Number);
  const view = { x: 0, y: 0, zoom: 1, width, height };
  const zoomBy = (factor) => {
    const zoom = Math.min(LARGEST, Math.max(1, view.zoom * factor));
    view.x += width / view.zoom / 2 - width / zoom / 2;
    view.y += height / view.zoom / 2 - height / zoom / 2;
    view.zoom = zoom;
    show(svg, view);
  };
  const bar = document.createElement('div');
  bar.className = 'everydot-graph__bar';
  bar.append(
    button(graph.dataset.larger, () => zoomBy(STEP)),
    button(graph.dataset.smaller, () => zoomBy(1 / STEP)),
    button(graph.dataset.whole, () => {
      Object.assign(view, { x: 0, y: 0, zoom: 1 });
      show(svg, view);
    }),
    ...slider(graph, svg),
  );
  graph.prepend(bar);
  drag(svg, view);
}

function button(text, act) {
  const made = Object.assign(document.createElement('button'), {
    type: 'button',
    className: 'everydot-open',
    textContent: text,
  });
  made.addEventListener('click', act);
  return made;
}

/** Only where something has a probability. */
function slider(graph, svg) {
  const ties = [...svg.querySelectorAll('[data-percent]')];
  if (ties.length === 0) return [];
  const value = Object.assign(document.createElement('output'), { textContent: '0 %' });
  const input = Object.assign(document.createElement('input'), {
    type: 'range',
    min: '0',
    max: '99',
    value: '0',
  });
  input.addEventListener('input', () => {
    value.textContent = `${input.value} %`;
    for (const tie of ties) {
      const shown = Number(tie.dataset.percent) >= Number(input.value);
      tie.setAttribute('visibility', shown ? 'visible' : 'hidden');
    }
  });
  const label = document.createElement('label');
  label.append(`${graph.dataset.least} `, input, ' ', value);
  return [label];
}

/** Only an enlarged picture is moved: else a finger on it scrolls the page. */
function drag(svg, view) {
  let from = null;
  svg.addEventListener('pointerdown', (event) => {
    if (view.zoom > 1 && !event.target.closest('a')) from = { x: event.clientX, y: event.clientY };
  });
  svg.addEventListener('pointermove', (event) => {
    if (!from) return;
    const scale = view.width / view.zoom / svg.clientWidth;
    move(svg, view, { x: (from.x - event.clientX) * scale, y: (from.y - event.clientY) * scale });
    from = { x: event.clientX, y: event.clientY };
  });
  for (const end of ['pointerup', 'pointerleave']) svg.addEventListener(end, () => (from = null));
  svg.closest('[tabindex]').addEventListener('keydown', (event) => {
    const by = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (!by || view.zoom === 1) return;
    event.preventDefault();
    move(svg, view, { x: by[0] * MOVED_BY_KEY, y: by[1] * MOVED_BY_KEY });
  });
}

function move(svg, view, by) {
  view.x = within(view.x + by.x, view.width - view.width / view.zoom);
  view.y = within(view.y + by.y, view.height - view.height / view.zoom);
  show(svg, view);
}

function within(value, most) {
  return Math.min(Math.max(0, value), most);
}

function show(svg, { x, y, zoom, width, height }) {
  svg.setAttribute('viewBox', `${x} ${y} ${width / zoom} ${height / zoom}`);
}
