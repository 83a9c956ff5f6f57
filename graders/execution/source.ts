/**
 * Turns a submission's files into text that may be loaded: types stripped, imports checked.
 *
 * The child that runs the code never opens a file; everything it will see is read here. Nothing a student can put into a
 * file or folder makes this throw: each fault becomes a Problem that says what was found, the rule, and what to do.
 */
import type { SubmissionFiles } from "#graders/intake/submission-files.ts";
import type { ExerciseSource, Problem, OwnModule } from "./executor.ts";
import { checkImports, type RelativeImport } from "./source/imports.ts";
import { stripTypes } from "./source/strip.ts";

export interface PrepareOptions {
  /** The submission: a folder or an archive. */
  readonly submission: SubmissionFiles;
  /** `<unit>/<name>` */
  readonly id: string;
  /** Trusted programs of the spec. */
  readonly programs?: readonly OwnModule[];
}

/** SHA-256 of each file read, by path inside the submission. */
export type FileDigests = Record<string, string>;

export type Prepared =
  | { readonly status: "ready"; readonly source: ExerciseSource; readonly files: FileDigests }
  | { readonly status: "broken"; readonly problem: Problem; readonly files: FileDigests };

const maxModules = 32;

/** Where an exercise may lie in a submission, in order of preference: as in the course, below exercises/, or as a bare file. */
function placesOf(id: string): string[] {
  return [`${id}.ts`, `exercises/${id}.ts`, `${id.slice(id.lastIndexOf("/") + 1)}.ts`];
}

/**
 * Reads one exercise with the files of the student's that it imports.
 *
 * @returns the stripped text of each module, or why it can't be used; the digests of what was read in both cases.
 */
export async function prepareExercise({ submission, id, programs }: PrepareOptions): Promise<Prepared> {
  const files: FileDigests = {};
  const modules = new Map<string, string>();
  const places = placesOf(id);
  const wanted: Wanted[] = [{ candidates: places, missing: () => missingExercise(places) }];
  const seen = new Set<string>();
  for (const { candidates, missing } of wanted) {
    const found = await submission.read(candidates);
    if (found.status === "missing") return { status: "broken", problem: missing(), files };
    if (found.status === "broken") return { ...found, files };
    files[found.path] = found.digest;
    const stripped = await stripTypes(found.path, found.text);
    if (stripped.status === "broken") return { ...stripped, files };
    modules.set(found.path, stripped.text);
    const imports = await checkImports(found.path, stripped.text);
    if (imports.status === "broken") return { ...imports, files };
    for (const wish of imports.relative) {
      // Before reading: a file may hold forty thousand imports of a large one.
      const key = wish.candidates.join("\n");
      if (seen.has(key) || wish.candidates.some((path) => modules.has(path))) continue;
      seen.add(key);
      if (seen.size >= maxModules) return { status: "broken", problem: tooManyModules(found.path, wish), files };
      wanted.push({ candidates: wish.candidates, missing: () => missingImport(found.path, wish) });
    }
  }
  const [entry] = modules.keys();
  return {
    status: "ready",
    files,
    source: { id, modules, entry: entry!, ...(programs === undefined ? {} : { programs }) },
  };
}

interface Wanted {
  readonly candidates: readonly string[];
  readonly missing: () => Problem;
}

function missingExercise([path, ...others]: readonly string[]): Problem {
  const message = `${path} is missing. Put your solution at that path in the submission (${others.join(" and ")} were looked for too).`;
  return { kind: "missing", message, file: path! };
}

function missingImport(file: string, { specifier, line, candidates }: RelativeImport): Problem {
  const message = `${file}, line ${line}, imports "${specifier}", but the submission has no file ${candidates[0]}. Add the file, or correct the path.`;
  return { kind: "import", message, file, line };
}

function tooManyModules(file: string, { line }: RelativeImport): Problem {
  const message = `${file}, line ${line}, makes the solution larger than ${maxModules} files. Put it into fewer files.`;
  return { kind: "import", message, file, line };
}
