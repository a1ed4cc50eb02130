import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  type ClusterPicture,
  layoutCluster,
  type PictureEdge,
  type PictureHub,
  type PictureNode,
} from './layout-cluster.ts';
import { touches } from './place-boxes.ts';

type Parts = { nodes: PictureNode[]; edges: PictureEdge[]; hubs: PictureHub[] };

const PARTS: fc.Arbitrary<Parts> = fc.integer({ min: 2, max: 60 }).chain((count) => {
  const id = fc.nat(count - 1).map((number) => `R${number}`);
  const edge = fc
    .record({ a: id, b: id, bits: fc.integer({ min: -5, max: 30 }) })
    .filter(({ a, b }) => a !== b);
  const size = { width: fc.integer({ min: 40, max: 160 }), height: fc.integer({ min: 20, max: 60 }) };
  return fc.record({
    nodes: fc
      .array(fc.record(size), { minLength: count, maxLength: count })
      .map((sizes) => sizes.map((box, number) => ({ id: `R${number}`, ...box }))),
    edges: fc.uniqueArray(edge, { maxLength: 90, selector: ({ a, b }) => [a, b].sort().join() }),
    hubs: fc.uniqueArray(
      fc.record({
        id: fc.nat(20).map((number) => `H${number}`),
        ...size,
        nodes: fc.uniqueArray(id, { minLength: 1 }),
      }),
      { maxLength: 6, selector: ({ id: hub }) => hub },
    ),
  });
});

const NO_GAP = { x: 0, y: 0 };

function boxesOf({ nodes, hubs }: ClusterPicture) {
  return [...nodes, ...hubs];
}

test('no two boxes touch, all lie inside the picture, and hubs stand to the right of every record', () => {
  fc.assert(
    fc.property(PARTS, (parts) => {
      const picture = layoutCluster(parts);
      const boxes = boxesOf(picture);
      assert.equal(boxes.length, parts.nodes.length + parts.hubs.length);
      boxes.forEach((box, at) => {
        assert.ok(box.x - box.width / 2 >= 0 && box.x + box.width / 2 <= picture.width);
        assert.ok(box.y - box.height / 2 >= 0 && box.y + box.height / 2 <= picture.height);
        for (const other of boxes.slice(at + 1))
          assert.ok(!touches(box, other, NO_GAP), `${box.id} ${other.id}`);
      });
      const right = Math.max(...picture.nodes.map(({ x, width }) => x + width / 2));
      for (const hub of picture.hubs) assert.ok(hub.x - hub.width / 2 > right);
    }),
    { numRuns: 40 },
  );
});

test('the order in which records, pairs and hubs are given changes nothing', () => {
  fc.assert(
    fc.property(PARTS, ({ nodes, edges, hubs }) => {
      const turned = { nodes: nodes.toReversed(), edges: edges.toReversed(), hubs: hubs.toReversed() };
      assert.deepEqual(layoutCluster(turned), layoutCluster({ nodes, edges, hubs }));
    }),
    { numRuns: 20 },
  );
});

test('the backbone is as few joins as hold the whole together, the strongest', () => {
  const nodes = ['a', 'b', 'c'].map((id) => ({ id, width: 80, height: 30 }));
  const edges = [
    { a: 'a', b: 'b', bits: 2 },
    { a: 'b', b: 'c', bits: 9 },
    { a: 'a', b: 'c', bits: 5 },
  ];
  const picture = layoutCluster({ nodes, edges, hubs: [] });
  const backbone = picture.edges.filter(({ isBackbone }) => isBackbone).map(({ a, b }) => a + b);
  assert.deepEqual(backbone, ['bc', 'ac']);
});

test('records that are joined stand nearer than records that are not', () => {
  const nodes = Array.from({ length: 8 }, (_, number) => ({ id: `R${number}`, width: 90, height: 30 }));
  const edges = nodes.slice(1).map(({ id }, at) => ({ a: nodes[at]!.id, b: id, bits: 5 }));
  const { nodes: placed } = layoutCluster({ nodes, edges, hubs: [] });
  const apart = (a: number, b: number) =>
    Math.hypot(placed[a]!.x - placed[b]!.x, placed[a]!.y - placed[b]!.y);
  for (let at = 0; at < 5; at += 1) assert.ok(apart(at, at + 1) < apart(at, at + 3));
});
