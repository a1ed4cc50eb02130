type Point = { x: number; y: number };

/** Enough for 60 nodes to come to rest. Chosen: at 120 rounds no node of the test pictures moved by a pixel any more. */
const ROUNDS = 120;
/** Between two that nothing joins, beyond the furthest that something does. */
const APART = 1;

/**
 * Places in steps of the graph, such that distances on paper come near to distances along the joins (stress
 * majorisation: Gansner, Koren and North 2004). The same for the same input; nodes start on a circle, in their order.
 */
export function layoutByStress(count: number, joins: readonly (readonly [number, number])[]): Point[] {
  const distances = graphDistances(count, joins);
  const points = startOnCircle(count, joins);
  for (let round = 0; round < ROUNDS; round += 1)
    for (let node = 0; node < count; node += 1) points[node] = betterPlace(node, points, distances[node]!);
  return points;
}

/** Around the circle in the order of a walk along the joins, so that neighbours start beside each other. */
function startOnCircle(count: number, joins: readonly (readonly [number, number])[]): Point[] {
  const walk = walkAlong(count, joins);
  const radius = Math.max(1, count / (2 * Math.PI));
  const points = new Array<Point>(count);
  walk.forEach((node, place) => {
    const angle = (2 * Math.PI * place) / count;
    points[node] = { x: radius * Math.cos(angle), y: radius * Math.sin(angle) };
  });
  return points;
}

function walkAlong(count: number, joins: readonly (readonly [number, number])[]): number[] {
  const around = neighbours(count, joins);
  const seen = new Set<number>();
  const visit = (node: number): void => {
    if (seen.has(node)) return;
    seen.add(node);
    around[node]!.forEach(visit);
  };
  for (let node = 0; node < count; node += 1) visit(node);
  return [...seen];
}

function neighbours(count: number, joins: readonly (readonly [number, number])[]): number[][] {
  const around = Array.from({ length: count }, (): number[] => []);
  for (const [a, b] of joins) {
    around[a]!.push(b);
    around[b]!.push(a);
  }
  for (const list of around) list.sort((a, b) => a - b);
  return around;
}

function graphDistances(count: number, joins: readonly (readonly [number, number])[]): number[][] {
  const around = neighbours(count, joins);
  const found = Array.from({ length: count }, (_, from) => distancesFrom(from, around));
  const furthest = Math.max(1, ...found.flat().filter(Number.isFinite));
  return found.map((row) => row.map((steps) => (Number.isFinite(steps) ? steps : furthest + APART)));
}

function distancesFrom(from: number, around: readonly (readonly number[])[]): number[] {
  const steps = new Array<number>(around.length).fill(Number.POSITIVE_INFINITY);
  steps[from] = 0;
  const queue = [from];
  for (const node of queue)
    for (const next of around[node]!) {
      if (Number.isFinite(steps[next])) continue;
      steps[next] = steps[node]! + 1;
      queue.push(next);
    }
  return steps;
}

/** Where the others, each weighing less the further it should be, would have this node. */
function betterPlace(node: number, points: readonly Point[], distances: readonly number[]): Point {
  const here = points[node]!;
  let [x, y, weights] = [0, 0, 0];
  points.forEach((other, at) => {
    if (at === node) return;
    const weight = 1 / distances[at]! ** 2;
    const apart = Math.hypot(here.x - other.x, here.y - other.y) || 1;
    x += weight * (other.x + (distances[at]! * (here.x - other.x)) / apart);
    y += weight * (other.y + (distances[at]! * (here.y - other.y)) / apart);
    weights += weight;
  });
  return weights === 0 ? here : { x: x / weights, y: y / weights };
}
