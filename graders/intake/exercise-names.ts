/**
 * Which exercise a file is meant for, by its name: `relu.ts`, and also `ReLU.ts`, `leaky_relu.ts`, `relu (1).ts` and `relu-2.ts`,
 * which browsers and learning platforms make of it.
 */

export interface ExerciseNames {
  /** The exercise of a file, and how well the name fits: 0 to the letter, 1 but for capitals and separators, 2 but for the mark of a copy. */
  find(fileName: string): { readonly name: string; readonly rank: 0 | 1 | 2 } | undefined;
  /** The names, the longest first: `leaky-relu` before `relu`. */
  readonly all: readonly string[];
}

/** ` (1)` and ` - Copy` of browsers and systems, `-1` and `-<uuid>` of Canvas. */
const copyMarks = /(?:\s*\(\d{1,3}\)|[-_ ]\d{1,3}|[-_ ]+copy|-[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})+$/i;

/** @param ids - `02-activations/relu` */
export function exerciseNames(ids: readonly string[]): ExerciseNames {
  const names = new Set(ids.map((id) => id.slice(id.lastIndexOf("/") + 1)));
  const find: ExerciseNames["find"] = (fileName) => {
    const stem = /^(.+)\.ts$/i.exec(fileName)?.[1];
    if (stem === undefined) return undefined;
    const folded = foldedName(stem);
    const bare = foldedName(stem.replace(copyMarks, ""));
    if (names.has(stem) && fileName.endsWith(".ts")) return { name: stem, rank: 0 };
    if (names.has(folded)) return { name: folded, rank: 1 };
    return names.has(bare) ? { name: bare, rank: 2 } : undefined;
  };
  return { find, all: [...names].toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1)) };
}

/** The name without the mark of a copy, and without its extension. */
export function withoutCopyMarks(stem: string): string {
  return stem.replace(copyMarks, "");
}

function foldedName(stem: string): string {
  return stem.toLowerCase().replace(/[\s_]+/g, "-");
}
