/**
 * Moves images and signals between a library's layout and the course's, batch first and channels second, and back.
 *
 * A signal [N, C, W] becomes an image of one row, [N, C, 1, W]; an image without a batch becomes a batch of one.
 */
import type { Tensor } from "#tensor";

export interface Layout {
  readonly channels: "first" | "last";
  /** Directions in space: 1 for signals, 2 for images. */
  readonly directions: number;
  /** Whether the library's array has a batch axis. */
  readonly batched: boolean;
}

/** `[N, C, H, W]`, from the library's layout. */
export function enter(x: Tensor, { channels, directions, batched }: Layout): Tensor {
  const batch = batched ? x : x.expandDims(0);
  const moved = channels === "first" ? batch : batch.transpose([0, directions + 1, ...range(1, directions)]);
  return directions === 1 ? moved.expandDims(2) : moved;
}

/** The way back from {@link enter}. */
export function leave(x: Tensor, { channels, directions, batched }: Layout): Tensor {
  const flat = directions === 1 ? x.squeeze(2) : x;
  const moved = channels === "first" ? flat : flat.transpose([0, ...range(2, directions), 1]);
  return batched ? moved : moved.squeeze(0);
}

function range(start: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => start + index);
}
