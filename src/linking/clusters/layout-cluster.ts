import { DisjointSets } from './disjoint-sets.ts';
import { type Box, GAP, placeBoxes } from './place-boxes.ts';
import { layoutByStress } from './stress-layout.ts';

/** Width and height of the box that is drawn for it, label and all, in the units of the picture. */
export type PictureNode = { id: string; width: number; height: number };
export type PictureEdge = { a: string; b: string; bits: number };
/** A value that many share, such as an address with 400 referrals: set apart, never a reason to stand close. */
export type PictureHub = { id: string; width: number; height: number; nodes: readonly string[] };

export type Placed = { id: string } & Box;
/** Ends on the rims of the two boxes. `isBackbone`: one of the fewest strongest joins that hold the whole together. */
export type PlacedEdge = PictureEdge & {
  x1: number;
  y1: number;
  x2: number;
  y2: number;
  isBackbone: boolean;
};
export type PlacedHub = Placed & { ties: { node: string; x1: number; y1: number; x2: number; y2: number }[] };

export type ClusterPicture = {
  width: number;
  height: number;
  nodes: Placed[];
  edges: PlacedEdge[];
  hubs: PlacedHub[];
};

const MARGIN = 16;
/** Paper for each unit of box, so that joins can be seen between boxes. */
const ROOM = 2.4;
const HUB_COLUMN_GAP = 96;

/** Where to draw the records of a cluster and the values that they share: boxes never touch; hubs stand at the right. */
export function layoutCluster(parts: {
  nodes: readonly PictureNode[];
  edges: readonly PictureEdge[];
  hubs: readonly PictureHub[];
}): ClusterPicture {
  const nodes = parts.nodes.toSorted(byId);
  const edges = parts.edges.toSorted((one, other) => other.bits - one.bits || byEnds(one, other));
  const placed = shiftToMargin(placeNodes(nodes, edges));
  const right = Math.max(0, ...placed.map(({ x, width }) => x + width / 2));
  const bottom = Math.max(0, ...placed.map(({ y, height }) => y + height / 2));
  const hubs = placeHubs(parts.hubs, placed, { x: right + HUB_COLUMN_GAP, bottom });
  const all = [...placed, ...hubs];
  return {
    width: Math.ceil(Math.max(0, ...all.map(({ x, width }) => x + width / 2)) + MARGIN),
    height: Math.ceil(Math.max(0, ...all.map(({ y, height }) => y + height / 2)) + MARGIN),
    nodes: placed,
    edges: drawEdges(edges, placed),
    hubs,
  };
}

function byId(one: { id: string }, other: { id: string }): number {
  return one.id < other.id ? -1 : 1;
}

function byEnds(one: PictureEdge, other: PictureEdge): number {
  return `${one.a} ${one.b}` < `${other.a} ${other.b}` ? -1 : 1;
}

function placeNodes(nodes: readonly PictureNode[], edges: readonly PictureEdge[]): Placed[] {
  const numbers = new Map(nodes.map(({ id }, number) => [id, number]));
  const joins = edges.map(({ a, b }) => [numbers.get(a)!, numbers.get(b)!] as const);
  const points = layoutByStress(nodes.length, joins);
  const scale = scaleFor(nodes, points);
  const wanted = nodes.map((node, at) => ({
    ...node,
    x: Math.round(points[at]!.x * scale.x),
    y: Math.round(points[at]!.y * scale.y),
  }));
  return placeBoxes(wanted).map((box, at) => ({ ...box, id: nodes[at]!.id }));
}

/** Boxes are wider than high, and so are the steps; crowded pictures are given more paper. */
function scaleFor(
  nodes: readonly PictureNode[],
  points: readonly { x: number; y: number }[],
): { x: number; y: number } {
  const step = {
    x: Math.max(0, ...nodes.map(({ width }) => width)) + 2 * GAP.x,
    y: Math.max(0, ...nodes.map(({ height }) => height)) + 2 * GAP.y,
  };
  const paper =
    (1 + range(points.map(({ x }) => x))) * step.x * (1 + range(points.map(({ y }) => y))) * step.y;
  const boxes = nodes.reduce((sum, { width, height }) => sum + (width + GAP.x) * (height + GAP.y), 0);
  const spread = Math.max(1, Math.sqrt((ROOM * boxes) / paper));
  return { x: step.x * spread, y: step.y * spread };
}

function range(numbers: readonly number[]): number {
  return numbers.length === 0 ? 0 : Math.max(...numbers) - Math.min(...numbers);
}

function shiftToMargin(boxes: readonly Placed[]): Placed[] {
  const left = Math.min(...boxes.map(({ x, width }) => x - width / 2));
  const top = Math.min(...boxes.map(({ y, height }) => y - height / 2));
  return boxes.map((box) => ({ ...box, x: box.x - left + MARGIN, y: box.y - top + MARGIN }));
}

/** One below the other, in the order of the mean height of what they touch, so that few ties cross. */
function placeHubs(
  hubs: readonly PictureHub[],
  nodes: readonly Placed[],
  column: { x: number; bottom: number },
): PlacedHub[] {
  const byNode = new Map(nodes.map((node) => [node.id, node]));
  const wanted = hubs
    .map((hub) => ({ hub, touched: hub.nodes.flatMap((id) => byNode.get(id) ?? []) }))
    .map(({ hub, touched }) => ({
      hub,
      touched,
      y: touched.reduce((sum, { y }) => sum + y / touched.length, 0),
    }))
    .sort((one, other) => one.y - other.y || byId(one.hub, other.hub));
  const needed = hubs.reduce((sum, { height }) => sum + height + GAP.y, 0);
  let top = Math.max(MARGIN, (column.bottom + MARGIN - needed) / 2);
  return wanted.map(({ hub, touched }) => {
    const box = {
      id: hub.id,
      width: hub.width,
      height: hub.height,
      x: column.x + hub.width / 2,
      y: top + hub.height / 2,
    };
    top += hub.height + GAP.y;
    return { ...box, ties: touched.map((node) => ({ node: node.id, ...lineBetween(node, box) })) };
  });
}

function drawEdges(edges: readonly PictureEdge[], placed: readonly Placed[]): PlacedEdge[] {
  const numbers = new Map(placed.map(({ id }, number) => [id, number]));
  const sets = new DisjointSets(placed.length);
  return edges.map((edge) => {
    const [a, b] = [numbers.get(edge.a)!, numbers.get(edge.b)!];
    const isBackbone = sets.find(a) !== sets.find(b);
    sets.unite(a, b);
    return { ...edge, ...lineBetween(placed[a]!, placed[b]!), isBackbone };
  });
}

function lineBetween(a: Box, b: Box): { x1: number; y1: number; x2: number; y2: number } {
  const [start, end] = [onRim(a, b), onRim(b, a)];
  return { x1: start.x, y1: start.y, x2: end.x, y2: end.y };
}

/** Where the line from the middle of a box towards another leaves it; to a tenth. */
function onRim(box: Box, towards: Box): { x: number; y: number } {
  const [dx, dy] = [towards.x - box.x, towards.y - box.y];
  const share = Math.min(box.width / 2 / Math.abs(dx), box.height / 2 / Math.abs(dy), 1);
  return { x: Math.round((box.x + dx * share) * 10) / 10, y: Math.round((box.y + dy * share) * 10) / 10 };
}
