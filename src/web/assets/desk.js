// Keeps the alarm banner of an open page up to date. Without it the banner is as old as the page.

const EVERY_MS = 15_000;
const region = document.getElementById('alarms');
const plainTitle = document.title;
let shown = region?.textContent.trim() ?? '';

if (region?.dataset.poll) setInterval(look, EVERY_MS);

async function look() {
  try {
    const answer = await fetch(region.dataset.poll, {
      redirect: 'manual',
      headers: { accept: 'application/json' },
    });
    if (answer.ok) show(await answer.json());
  } catch {
    // The network is away: the next look tells.
  }
}

/** Written anew only when it says something else, so that a screen reader is not called without a reason. */
function show({ count, text, look: linkText }) {
  document.title = count > 0 ? `(${count}) ${plainTitle}` : plainTitle;
  const wanted = count > 0 ? `${text} ${linkText}` : '';
  if (wanted === shown) return;
  shown = wanted;
  region.replaceChildren(...(count > 0 ? [banner(text, linkText)] : []));
}

function banner(text, linkText) {
  const link = Object.assign(document.createElement('a'), {
    href: '/alarms',
    className: 'govuk-link',
    textContent: linkText,
  });
  const row = Object.assign(document.createElement('div'), {
    className: 'govuk-width-container everydot-wide',
  });
  row.append(`${text} `, link);
  const box = Object.assign(document.createElement('div'), { className: 'everydot-alarm' });
  box.append(row);
  return box;
}
