/**
 * Brings files to their exercises by name where they lie at none of the places that grading looks at first
 * (see placesOf in graders/execution/source.ts): `src/relu.ts`, `ReLU.ts`, `relu (1).ts`.
 *
 * A file is only brought where no other could be meant. What remains unsure is listed, for a person to decide.
 */
import type { ExerciseNames } from "./exercise-names.ts";
import { firstOf, type SubmissionFiles } from "./submission-files.ts";

/** Several files of one submission that could be one exercise. */
export interface Ambiguous {
  readonly exercise: string;
  readonly files: readonly string[];
  /** The one that was graded, when one is at the place where it belongs. */
  readonly used?: string;
}

export interface Placing {
  /** For `relu.ts`, the file that it is. */
  readonly aliases: ReadonlyMap<string, string>;
  readonly ambiguous: readonly Ambiguous[];
  /** Exercises that no file was brought to. */
  readonly missing: readonly string[];
  /** Files that belong to no exercise: helpers, notes, misspelt names. */
  readonly others: readonly string[];
}

/**
 * @param paths - the files of one submission.
 * @param ids - the exercises that are asked for.
 */
export function placeFiles(paths: readonly string[], ids: readonly string[], names: ExerciseNames): Placing {
  const aliases = new Map<string, string>();
  const ambiguous: Ambiguous[] = [];
  const missing: string[] = [];
  const candidates = Map.groupBy(paths, (path) => names.find(baseName(path))?.name);
  for (const id of ids) {
    const name = baseName(id);
    const files = (candidates.get(name) ?? []).filter((path) => !isOfAnotherUnit(path, id));
    const places = [`${id}.ts`, `exercises/${id}.ts`, `${name}.ts`];
    const used = places.find((place) => files.includes(place)) ?? onlyBest(files, names);
    if (used === undefined) missing.push(id);
    if (used !== undefined && !places.includes(used)) aliases.set(`${name}.ts`, used);
    if (files.length > 1) ambiguous.push({ exercise: id, files, ...(used === undefined ? {} : { used }) });
  }
  return { aliases, ambiguous, missing, others: candidates.get(undefined) ?? [] };
}

/** `12-transformers/linear.ts` is a helper there, not the exercise `02-activations/linear`. */
function isOfAnotherUnit(path: string, id: string): boolean {
  const unit = /^(?:exercises\/)?(\d\d-[^/]+)\//.exec(path)?.[1];
  return unit !== undefined && unit !== id.slice(0, id.indexOf("/"));
}

/** The one file whose name fits best, unless several fit as well. */
function onlyBest(files: readonly string[], names: ExerciseNames): string | undefined {
  const rankOf = (path: string): number => names.find(baseName(path))!.rank;
  const best = Math.min(...files.map(rankOf));
  const [first, ...others] = files.filter((path) => rankOf(path) === best);
  return others.length > 0 ? undefined : first;
}

/** The same files, and each alias where nothing else was found. A file keeps its own path, so that its imports hold. */
export function withAliases(files: SubmissionFiles, aliases: ReadonlyMap<string, string>): SubmissionFiles {
  if (aliases.size === 0) return files;
  return {
    read: (paths) =>
      firstOf([...paths, ...paths.flatMap((path) => aliases.get(path) ?? [])], (path) => files.read([path])),
  };
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
