import { type ClusterPicture, layoutCluster, type Placed } from '../../linking/index.ts';
import {
  escapeText,
  GREY,
  INK,
  label,
  line,
  PALE,
  type Point,
  RUST,
  rect,
  shorten,
  svgFrame,
  TEAL,
  type Text,
  tenths,
} from './svg.ts';

/** A box. `this`: what the page is about; `hub`: a value that many share, set apart at the right. */
export type Box = {
  id: string;
  kind: 'this' | 'other' | 'hub';
  text: string;
  detail: string;
  href: string | null;
};

/** `percent`: 0 to 100; a value in common has none. `bits`: how strongly it holds, for the layout. */
export type Tie = {
  from: string;
  to: string;
  kind: 'proposed' | 'confirmed' | 'denied' | 'value' | 'hub';
  text: string;
  percent: number | null;
  bits: number;
};

export type Picture = { boxes: readonly Box[]; ties: readonly Tie[]; hubsTitle: string };

const BOX = { width: 172, height: 46 };
/** Kept free around each, so that what stands on a line can be read. */
const ROOM = { width: BOX.width + 30, height: BOX.height + 20 };
const HUB_HEAD = 34;

/** Boxes joined by lines; the same picture for the same boxes and ties in any order. Pure. */
export function drawConnections(text: Text, picture: Picture): string {
  const layout = layoutOf(picture);
  const boxes = new Map(picture.boxes.map((box) => [box.id, box]));
  const ties = new Map(picture.ties.map((tie) => [`${tie.from} ${tie.to}`, tie]));
  const height = layout.height + (layout.hubs.length > 0 ? HUB_HEAD : 0);
  const places = new Map([...layout.nodes, ...layout.hubs].map((placed) => [placed.id, placed]));
  const drawn = layout.edges.flatMap((edge) => {
    const tie = ties.get(`${edge.a} ${edge.b}`);
    return tie ? [{ tie, from: places.get(edge.a)!, to: places.get(edge.b)! }] : [];
  });
  const parts = [
    ...hubBand(layout, picture.hubsTitle, height),
    ...layout.hubs.flatMap((hub) => hub.ties.map(({ node }) => line(places.get(node)!, hub, HUB_LINE))),
    // From middle to middle, behind the boxes.
    ...drawn.map(({ tie, from, to }) => marked(tie, line(from, to, strokeOf(tie)))),
    ...[...layout.nodes, ...layout.hubs].map((placed) => drawBox(boxes.get(placed.id)!, placed)),
    // Above everything else, so that no line crosses what they say.
    ...drawn.map(({ tie, from, to }) => tieLabel(tie, halfway(from, to))),
  ];
  return svgFrame(text, { width: layout.width, height }, parts, 'group');
}

/** Where a label stands: boxes are all of one size, so that halfway is in the middle of what is seen of the line. */
function halfway(from: Point, to: Point): Point {
  return { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
}

const HUB_LINE = `stroke="${GREY}" stroke-dasharray="1 6" stroke-linecap="round"`;

function layoutOf({ boxes, ties }: Picture): ClusterPicture {
  const isHub = new Set(boxes.filter(({ kind }) => kind === 'hub').map(({ id }) => id));
  return layoutCluster({
    nodes: boxes.filter(({ id }) => !isHub.has(id)).map(({ id }) => ({ id, ...ROOM })),
    edges: ties.filter(({ to }) => !isHub.has(to)).map(({ from, to, bits }) => ({ a: from, b: to, bits })),
    hubs: boxes
      .filter(({ id }) => isHub.has(id))
      .map(({ id }) => ({
        id,
        ...ROOM,
        nodes: ties.filter(({ to }) => to === id).map(({ from }) => from),
      })),
  });
}

/** The ground on which shared values stand, with its heading at the foot. */
function hubBand({ hubs, width }: ClusterPicture, title: string, height: number): string[] {
  const [first] = hubs;
  if (!first) return [];
  const left = Math.min(...hubs.map(({ x }) => x)) - BOX.width / 2 - 14;
  return [
    rect(left, 1, { width: width - left - 1, height: height - 2 }, `fill="${PALE}"`),
    label({ x: (left + width) / 2, y: height - 14 }, title, 'middle', 'font-weight="bold" font-size="14"'),
  ];
}

/** Confirmed: a thick line; proposed: a thinner one the less certain; a value in common: dashes; denied: dots. */
function strokeOf({ kind, percent }: Tie): string {
  if (kind === 'confirmed') return `stroke="${INK}" stroke-width="6"`;
  if (kind === 'denied')
    return `stroke="${RUST}" stroke-width="3" stroke-dasharray="1 7" stroke-linecap="round"`;
  if (kind === 'value') return `stroke="${GREY}" stroke-width="2" stroke-dasharray="9 5"`;
  return `stroke="${TEAL}" stroke-width="${tenths(1 + (percent ?? 0) / 30)}"`;
}

/** What a script needs to hide a tie that is less certain than somebody wants to see. */
function marked({ from, to, percent }: Tie, inside: string): string {
  const certainty = percent === null ? '' : ` data-percent="${Math.round(percent)}"`;
  return `<g data-tie="${escapeText(`${from} ${to}`)}"${certainty}>${inside}</g>`;
}

function tieLabel(tie: Tie, at: Point): string {
  if (tie.text === '') return '';
  const width = tie.text.length * 7.4 + 8;
  return marked(
    tie,
    rect(at.x - width / 2, at.y - 10, { width, height: 20 }, 'fill="#fff" rx="3"') +
      label({ x: at.x, y: at.y + 5 }, tie.text, 'middle', 'font-size="14"'),
  );
}

function drawBox(box: Box, placed: Placed): string {
  const inside = outlineOf(box, placed) + textsOf(box, placed);
  if (box.href === null) return `<g>${inside}</g>`;
  return `<a href="${escapeText(box.href)}" class="everydot-graph__link">${inside}</a>`;
}

function outlineOf({ kind }: Box, { x, y }: Point): string {
  const corner = { x: x - BOX.width / 2, y: y - BOX.height / 2 };
  if (kind === 'this') return rect(corner.x, corner.y, BOX, `fill="${INK}" rx="4"`);
  const style =
    kind === 'hub'
      ? `fill="#fff" stroke="${GREY}" stroke-dasharray="4 3" rx="23"`
      : `fill="#fff" stroke="${INK}" stroke-width="2" rx="4"`;
  return rect(corner.x, corner.y, BOX, style);
}

function textsOf({ kind, text, detail, href }: Box, { x, y }: Point): string {
  const ink = kind === 'this' ? 'fill="#fff"' : `fill="${INK}"`;
  const underline = href === null ? '' : ' text-decoration="underline"';
  return (
    label({ x, y: y - 3 }, shorten(text, 21), 'middle', `${ink} font-weight="bold"${underline}`) +
    label({ x, y: y + 15 }, shorten(detail, 26), 'middle', `${ink} font-size="13"`)
  );
}
