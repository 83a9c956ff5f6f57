/**
 * Reads the corpus: files that a student could hand in to get what isn't theirs.
 *
 * An attack is one file, `modules/<family>/<name>.ts`, handed in as the solution of one exercise. Its first lines say
 * what it tries and what should stop it. An attack of several files, links or odd names is a folder with attack.json.
 */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

export const families = [
  "forge",
  "read",
  "write",
  "escape",
  "exhaust",
  "confuse",
  "outlive",
  "leak",
  "deceive",
  "after-escape",
] as const;
export type Family = (typeof families)[number];

/** One thing to put into the submission's folder. */
export type Piece =
  | { readonly path: string; readonly text: string }
  | { readonly path: string; readonly link: string }
  | { readonly path: string; readonly hardLink: string }
  | { readonly path: string; readonly folder: true };

export interface Attack {
  /** `forge/to-json` */
  readonly name: string;
  readonly family: Family;
  readonly tries: string;
  /** What stops it. */
  readonly stoppedBy: string;
  /** Id of the exercise that it is handed in for. */
  readonly exercise: string;
  /** Points that it may honestly have. */
  readonly earns: number | "all";
  /** What it may end as, though that takes its points out of the grading. */
  readonly may?: "not graded";
  /** What the result must say. */
  readonly problem?: RegExp;
  /** Name of the submission's folder. */
  readonly submission: string;
  readonly pieces: readonly Piece[];
}

type Header = Pick<Attack, "tries" | "stoppedBy" | "exercise" | "earns" | "may" | "problem">;

const keys = ["tries", "stopped by", "exercise", "earns", "may", "problem"] as const;
const needed = ["tries", "stopped by", "exercise"] as const;
const usualSubmission = "mallory";

/** All attacks below a folder, in the order of the families. */
export async function readAttacks(folder = join(import.meta.dirname, "modules")): Promise<Attack[]> {
  const attacks: Attack[] = [];
  for (const family of families) {
    const entries = await readdir(join(folder, family), { withFileTypes: true }).catch(() => []);
    for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = join(folder, family, entry.name);
      attacks.push(
        entry.isDirectory()
          ? await readFolder(family, entry.name, path)
          : parseModule(family, entry.name, await readFile(path, "utf8")),
      );
    }
  }
  return attacks;
}

/** An attack that is one file; the whole of it is handed in. */
export function parseModule(family: Family, file: string, text: string): Attack {
  const name = `${family}/${file.replace(/\.ts$/, "")}`;
  const fields = new Map<string, string>();
  for (const line of text.split("\n")) {
    if (!line.startsWith("//")) break;
    const [, key, value] = /^\/\/ ([a-z ]+): (.+)$/.exec(line) ?? [];
    if (key === undefined) throw new Error(`${name}: the header has the line "${line}", expected "// key: value".`);
    if (fields.has(key)) throw new Error(`${name}: the header says "${key}" twice.`);
    fields.set(key, value!);
  }
  const header = parseHeader(name, fields);
  return { name, family, ...header, submission: usualSubmission, pieces: [{ path: `${header.exercise}.ts`, text }] };
}

/** What an attack says of itself; a key that is unknown or missing is an error. */
export function parseHeader(name: string, fields: ReadonlyMap<string, string>): Header {
  for (const key of fields.keys()) {
    if (!(keys as readonly string[]).includes(key))
      throw new Error(`${name}: the header has the key "${key}", expected ${keys.join(", ")}.`);
  }
  for (const key of needed) if (!fields.has(key)) throw new Error(`${name}: the header lacks "${key}".`);
  const earns = fields.get("earns") ?? "0";
  if (earns !== "all" && !/^\d+(\.\d+)?$/.test(earns))
    throw new Error(`${name}: earns is "${earns}", expected a number of points or all.`);
  const exercise = fields.get("exercise")!;
  if (!/^\d\d-[a-z-]+\/[a-z0-9-]+$/.test(exercise))
    throw new Error(`${name}: exercise is "${exercise}", expected an id such as 02-activations/relu.`);
  const may = fields.get("may");
  if (may !== undefined && may !== "not graded") throw new Error(`${name}: may is "${may}", expected not graded.`);
  const problem = fields.get("problem");
  return {
    tries: fields.get("tries")!,
    stoppedBy: fields.get("stopped by")!,
    exercise,
    earns: earns === "all" ? earns : Number(earns),
    ...(may === undefined ? {} : { may }),
    ...(problem === undefined ? {} : { problem: new RegExp(problem) }),
  };
}

/** A text, or parts of one: `["(", 1000]` is a thousand brackets; `{"file": "helper.ts"}` a file beside attack.json. */
type Text = string | readonly (string | readonly [string, number])[];
type Made = { text: Text } | { file: string } | { link: string } | { hardLink: string } | { folder: true };

async function readFolder(family: Family, file: string, path: string): Promise<Attack> {
  const name = `${family}/${file}`;
  const { make, submission, ...header } = JSON.parse(await readFile(join(path, "attack.json"), "utf8")) as {
    make?: { [path: string]: Made };
    submission?: string;
  };
  if (make === undefined) throw new Error(`${name}: attack.json lacks "make".`);
  const fields = new Map(Object.entries(header).map(([key, value]) => [key, String(value)]));
  const pieces: Piece[] = [];
  for (const [at, made] of Object.entries(make)) {
    if ("file" in made) pieces.push({ path: at, text: await readFile(join(path, made.file), "utf8") });
    else pieces.push({ path: at, ...("text" in made ? { text: written(made.text) } : made) });
  }
  return { name, family, ...parseHeader(name, fields), submission: submission ?? usualSubmission, pieces };
}

function written(text: Text): string {
  if (typeof text === "string") return text;
  return text.map((part) => (typeof part === "string" ? part : part[0].repeat(part[1]))).join("");
}
