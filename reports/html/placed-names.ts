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
  readonly anchor: "start" | "middle" | "end";
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
/** From a dot to the middle of a line above or below it. */
const lineDistance = 16;

/**
 * Each name right of its dot, left of it, above or below, whichever is free first; first come, first served.
 *
 * @param width - of the picture.
 */
export function placedNames(dots: readonly Dot[], width: number): PlacedName[] {
  const taken: Box[] = dots.map(({ x, y }) => ({ left: x - 7, right: x + 7, top: y - 7, bottom: y + 7 }));
  return dots.map((dot) => {
    const places = placesBeside(dot);
    const free = places.find(
      ({ box }) => box.left >= 0 && box.right <= width && !taken.some((other) => overlap(box, other)),
    );
    if (free) taken.push(free.box);
    const [right, left] = places;
    const { x, y, anchor } = free ?? (right.box.right > width ? left : right);
    return { x, y, anchor, shown: free !== undefined };
  });
}

interface Place extends Omit<PlacedName, "shown"> {
  readonly box: Box;
}

function placesBeside({ x, y, name }: Dot): [Place, Place, Place, Place] {
  const long = name.length * letterWidth;
  const at = (anchor: PlacedName["anchor"], nameX: number, nameY: number): Place => {
    const left = { start: nameX, middle: nameX - long / 2, end: nameX - long }[anchor];
    const box = { left, right: left + long, top: nameY - lineHeight / 2, bottom: nameY + lineHeight / 2 };
    return { x: nameX, y: nameY, anchor, box };
  };
  return [
    at("start", x + distance, y),
    at("end", x - distance, y),
    at("middle", x, y - lineDistance),
    at("middle", x, y + lineDistance),
  ];
}

function overlap(one: Box, other: Box): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}
