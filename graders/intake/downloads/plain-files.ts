/**
 * A folder of plain files, one or several for each student: `ada-lovelace_relu.ts`, `relu (ada).ts`, `ada.ts`.
 *
 * A name is split at the name of an exercise. Where a name can be split in two ways, the way that the others in the folder are
 * split decides; where that doesn't tell, the file is listed and graded for nobody.
 */
import type { ExerciseNames } from "../exercise-names.ts";
import { withoutCopyMarks } from "../exercise-names.ts";
import type { Grouped, HandedIn, Stray } from "../handed-in.ts";
import { isCode } from "../entries.ts";
import type { DownloadFile } from "./download.ts";

interface Split {
  readonly exercise: string;
  readonly student: string;
  readonly order: "student first" | "exercise first";
}

/** Whether files belong to a class, and aren't the solutions of one student: more of them name a student than an exercise alone. */
export function isClassOfFiles(files: readonly DownloadFile[], names: ExerciseNames): boolean {
  const code = files.map(({ path }) => path).filter(isCode);
  const own = code.filter((path) => names.find(path) !== undefined);
  const split = code.filter((path) => names.find(path) === undefined && splitsOf(path, names).length > 0);
  return (
    split.length > own.length || (own.length === 0 && onlyExercise(names) !== undefined && code.some(isTypeScript))
  );
}

export function groupPlainFiles(files: readonly DownloadFile[], names: ExerciseNames): Grouped {
  const strays: Stray[] = [];
  const students = new Map<string, { id: string; files: Map<string, DownloadFile> }>();
  const give = (student: string, path: string, file: DownloadFile): void => {
    const key = student.normalize("NFC").toLowerCase();
    const one = students.get(key) ?? { id: student, files: new Map<string, DownloadFile>() };
    students.set(key, one);
    // Two names for one exercise: both are kept, and which one counts is for placeFiles to say.
    one.files.set(one.files.has(path) ? file.path : path, file);
  };
  const code = files.filter(({ path }) => isCode(path));
  const splits = new Map(code.map((file) => [file, names.find(file.path) ? [] : splitsOf(file.path, names)]));
  const usual = usualOrder([...splits.values()]);
  const left: DownloadFile[] = [];
  for (const [file, all] of splits) {
    const fitting = all.length > 1 ? all.filter(({ order }) => order === usual) : all;
    if (fitting.length === 1) give(fitting[0]!.student, `${fitting[0]!.exercise}.ts`, file);
    else if (all.length > 1) strays.push({ path: file.path, why: `could be ${all.map(inWords).join(" or ")}` });
    else left.push(file);
  }
  const only = onlyExercise(names);
  for (const file of left) {
    const owner = ownerOf(
      file.path,
      [...students.values()].map(({ id }) => id),
    );
    const isOwnName = names.find(file.path) !== undefined;
    if (owner && !isOwnName) give(owner.student, owner.rest, file);
    else if (only !== undefined && !isOwnName && isTypeScript(file.path))
      give(withoutCopyMarks(stemOf(file.path)), `${only}.ts`, file);
    else
      strays.push({
        path: file.path,
        why: isOwnName ? "names an exercise and no student" : "names no exercise and no student who has one here",
      });
  }
  for (const { path } of files.filter((file) => !code.includes(file)))
    strays.push({ path, why: "is no .ts or .js file and no archive" });
  return { handedIn: [...students.values()].map(handedIn), strays };
}

function handedIn({ id, files }: { id: string; files: Map<string, DownloadFile> }): HandedIn {
  return { id, identities: [{ any: id }], files };
}

/** Each way to split a name, with the longest exercise at either end. */
function splitsOf(path: string, names: ExerciseNames): Split[] {
  if (!isTypeScript(path)) return [];
  const whole = stemOf(path);
  const found = splitsOfStem(whole, names);
  const bare = withoutCopyMarks(whole);
  return found.length > 0 || bare === whole ? found : splitsOfStem(bare, names);
}

function splitsOfStem(stem: string, names: ExerciseNames): Split[] {
  const splits: Split[] = [];
  for (const [order, pattern] of [
    ["student first", (name: string) => `^(.+?)[-_. ]+\\(?${name}\\)?$`],
    ["exercise first", (name: string) => `^\\(?${name}\\)?[-_. ]+\\(?(.+?)\\)?$`],
  ] as const) {
    for (const exercise of names.all) {
      const spelt = exercise.replaceAll("-", "[-_ ]?");
      const student = new RegExp(pattern(spelt), "i").exec(stem)?.[1];
      if (student === undefined) continue;
      splits.push({ exercise, student, order });
      break;
    }
  }
  return splits;
}

/** The order of all names that can be split in one way only, when it is the same. */
function usualOrder(splits: readonly (readonly Split[])[]): Split["order"] | undefined {
  const orders = new Set(splits.filter((all) => all.length === 1).map(([one]) => one!.order));
  return orders.size === 1 ? [...orders][0] : undefined;
}

/** The student whose helper a file is: `ada_helpers.ts`, where there is an `ada_relu.ts`. */
function ownerOf(path: string, students: readonly string[]): { student: string; rest: string } | undefined {
  const owners = students.filter(
    (student) =>
      path.toLowerCase().startsWith(student.toLowerCase()) && /^[-_. ]+[^-_. ]/.test(path.slice(student.length)),
  );
  const student = owners.toSorted((a, b) => b.length - a.length)[0];
  return student === undefined ? undefined : { student, rest: path.slice(student.length).replace(/^[-_. ]+/, "") };
}

function onlyExercise({ all }: ExerciseNames): string | undefined {
  return all.length === 1 ? all[0] : undefined;
}

/** A solution is TypeScript; other code is a helper at best. */
function isTypeScript(path: string): boolean {
  return /\.ts$/i.test(path);
}

function stemOf(path: string): string {
  return path.replace(/\.[jt]s$/i, "");
}

function inWords({ exercise, student }: Split): string {
  return `${exercise} of ${JSON.stringify(student)}`;
}
