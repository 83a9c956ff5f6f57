/** Glyphs like those of a script that nobody knows: of each class, strokes between points of a grid, written by many hands. */
import { zeros, type Random, type Tensor } from "#tensor";

/** A point of a grid of 3 × 3, from −1 to 1: row and column. */
type Point = readonly [row: number, column: number];
export type Glyph = readonly (readonly [from: Point, to: Point])[];

export const size = 14;
const strokes = 3;
const halfHeight = 3;
const penWidth = 1;
const noise = 0.1;
/** How far one hand departs from another. */
const hand = { shift: 3, turn: 0.25, scale: 0.15 };

const pointOf = (index: number): Point => [Math.floor(index / 3) - 1, (index % 3) - 1];

/** A line through four different points of the grid. */
function drawGlyph(random: Random): Glyph {
  const points = random
    .permutation(9)
    .slice(0, strokes + 1)
    .map(pointOf);
  return points.slice(1).map((point, index) => [points[index]!, point]);
}

/** Classes no two of which have a stroke in common. */
export function drawGlyphs(random: Random, count: number): Glyph[] {
  const glyphs: Glyph[] = [];
  const taken = new Set<string>();
  while (glyphs.length < count) {
    const glyph = drawGlyph(random);
    const names = glyph.map((stroke) => stroke.map(String).toSorted().join("-"));
    if (names.some((name) => taken.has(name))) continue;
    for (const name of names) taken.add(name);
    glyphs.push(glyph);
  }
  return glyphs;
}

/** Each glyph once for each of the labels that name it: shifted, turned, larger or smaller, with noise; `[N, 1, 14, 14]`. */
export function write(random: Random, glyphs: readonly Glyph[], labels: readonly number[]): Tensor {
  const images = zeros([labels.length, 1, size, size]);
  for (const [n, label] of labels.entries()) {
    const angle = random.uniform([], -hand.turn, hand.turn).item();
    const scale = halfHeight * random.uniform([], 1 - hand.scale, 1 + hand.scale).item();
    const [down, along] = random.uniform([2], -hand.shift, hand.shift).data as unknown as Point;
    const place = ([row, column]: Point): Point => [
      (size - 1) / 2 + down + scale * (row * Math.cos(angle) - column * Math.sin(angle)),
      (size - 1) / 2 + along + scale * (row * Math.sin(angle) + column * Math.cos(angle)),
    ];
    const shade = random.integer(0, 2) === 0 ? -1 : 1;
    for (const [from, to] of glyphs[label]!) {
      const [start, end] = [place(from), place(to)];
      for (let pixel = 0; pixel < size ** 2; pixel++) {
        const ink = 1.5 - distance([Math.floor(pixel / size), pixel % size], start, end) / penWidth;
        const at = n * size ** 2 + pixel;
        images.data[at] = shade * Math.max(shade * images.data[at]!, Math.min(1, ink));
      }
    }
  }
  return images.add(random.normal(images.shape, 0, noise));
}

/** From a point to the nearest one of a stroke. */
function distance([row, column]: Point, [startRow, startColumn]: Point, [endRow, endColumn]: Point): number {
  const [down, along] = [endRow - startRow, endColumn - startColumn];
  const share = ((row - startRow) * down + (column - startColumn) * along) / (down ** 2 + along ** 2);
  const nearest = Math.min(1, Math.max(0, share));
  return Math.hypot(row - startRow - nearest * down, column - startColumn - nearest * along);
}
