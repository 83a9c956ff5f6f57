/** A share as a cell: its number, and one of six steps of colour. Full and nothing have steps of their own. */
export interface ShareCell {
  /** Class of colour, one letter, since a map has a hundred thousand cells. */
  readonly tone: "a" | "b" | "c" | "d" | "e" | "f";
  /** In percent, without the sign. 100 is all of it and 0 nothing, never the next best. */
  readonly percent: number;
}

export function shareCell(share: number): ShareCell {
  if (share >= 1) return { tone: "f", percent: 100 };
  if (share <= 0) return { tone: "a", percent: 0 };
  const percent = Math.min(99, Math.max(1, Math.round(100 * share)));
  return { tone: (["b", "c", "d", "e"] as const)[Math.min(3, Math.floor(4 * share))]!, percent };
}
