/**
 * Names beside the dots of a picture, where they don't lie upon each other; the others are shown on focus and hover.
 */
export interface Dot {
  readonly x: number;
  readonly y: number;
  readonly name: string;
}

export interface PlacedName {
  readonly x: number;
  readonly y: number;
  readonly anchor: "start" | "end";
  /** There is room for it. */
  readonly shown: boolean;
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Of the 12 pixel letters of the page: wider than most. */
const letterWidth = 6.6;
const lineHeight = 14;
const distance = 10;

/**
 * Each name right of its dot, or left of it, whichever is free; first come, first served. @param width - of the
 * picture.
 */
export function placedNames(dots: readonly Dot[], width: number): PlacedName[] {
  const taken: Box[] = dots.map(({ x, y }) => ({ left: x - 7, right: x + 7, top: y - 7, bottom: y + 7 }));
  return dots.map(({ x, y, name }) => {
    const long = name.length * letterWidth;
    const right: Box = {
      left: x + distance,
      right: x + distance + long,
      top: y - lineHeight / 2,
      bottom: y + lineHeight / 2,
    };
    const left: Box = { ...right, left: x - distance - long, right: x - distance };
    const isFree = (box: Box): boolean =>
      box.left >= 0 && box.right <= width && !taken.some((other) => overlap(box, other));
    const box = [right, left].find(isFree);
    if (box) taken.push(box);
    const isLeft = box === left || (!box && right.right > width);
    return { x: isLeft ? x - distance : x + distance, y, anchor: isLeft ? "end" : "start", shown: box !== undefined };
  });
}

function overlap(one: Box, other: Box): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}
