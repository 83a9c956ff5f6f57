/**
 * Dolos as the tool, where it is installed. It is no dependency: it compiles twenty parsers for two minutes and needs a compiler.
 *
 * Maertens et al., Dolos: language-agnostic plagiarism detection in source code (Journal of Computer Assisted Learning, 2022). Written
 * against @dodona/dolos-lib 3.5.1.
 */
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { UsageError } from "#graders/usage-error.ts";
import type { AlikePair } from "./alike.ts";
import type { CodeFile } from "./document.ts";
import type { Comparison, Given, Tool } from "./tool.ts";

/** What is used of the package. */
interface DolosLibrary {
  readonly Dolos: new (options: { readonly language: string }) => {
    analyze(files: readonly object[], name: string, ignored: object): Promise<{ allPairs(): readonly DolosPair[] }>;
  };
  readonly File: new (path: string, content: string) => object;
}

interface DolosPair {
  readonly leftFile: { readonly path: string };
  readonly rightFile: { readonly path: string };
  readonly similarity: number;
  buildFragments(): readonly DolosFragment[];
}

interface DolosFragment {
  readonly leftSelection: DolosRegion;
  readonly rightSelection: DolosRegion;
}

/** Rows from 0. */
interface DolosRegion {
  readonly startRow: number;
  readonly endRow: number;
}

/** Chosen on the same class as that of the tool that is built in: docs/similarity.md. */
const dolosThreshold = 0.85;

/** @throws UsageError - when it is not installed; it says how to. */
export async function dolos({ threshold = dolosThreshold } = {}): Promise<Tool<string>> {
  const library = await loadDolos();
  return {
    name: "dolos",
    threshold,
    // As one file: Dolos compares files.
    prepare: (files: readonly CodeFile[]) => files.map(({ text }) => text).join("\n"),
    compare: (answers, given) => compare({ ...library, threshold }, answers, given),
  };
}

async function compare(
  { Dolos, File, threshold }: DolosLibrary & { readonly threshold: number },
  answers: ReadonlyMap<string, string>,
  { stub }: Given,
): Promise<Comparison> {
  const ids = [...answers.keys()].toSorted();
  const nothing = { pairs: [], compared: ids, tooShort: [], usual: 0, longest: () => ({ lines: 0, inA: 1, inB: 1 }) };
  if (ids.length < 2) return nothing;
  const files = ids.map((id) => new File(id, answers.get(id)!));
  const report = await new Dolos({ language: "typescript" }).analyze(files, "class", new File("stub", stub));
  const found = new Map<string, DolosPair>();
  const closest = new Map<string, number>();
  const pairs: AlikePair[] = [];
  for (const pair of report.allPairs()) {
    const [left, right] = [pair.leftFile.path, pair.rightFile.path];
    const [a, b] = left < right ? [left, right] : [right, left];
    for (const id of [a, b]) closest.set(id, Math.max(closest.get(id) ?? 0, pair.similarity));
    if (pair.similarity < threshold) continue;
    pairs.push({ a, b, share: pair.similarity });
    found.set(keyOf({ a, b }), pair);
  }
  const shares = ids.map((id) => closest.get(id) ?? 0).toSorted((one, other) => one - other);
  return {
    ...nothing,
    pairs: pairs.toSorted((one, other) => other.share - one.share || (keyOf(one) < keyOf(other) ? -1 : 1)),
    usual: shares[Math.floor((shares.length - 1) / 2)]!,
    longest: (pair) => longestFragment(pair, found.get(keyOf(pair))!),
  };
}

function keyOf({ a, b }: { readonly a: string; readonly b: string }): string {
  return `${a}\n${b}`;
}

function longestFragment({ a }: AlikePair, pair: DolosPair): ReturnType<Comparison["longest"]> {
  let longest = { lines: 0, inA: 1, inB: 1 };
  for (const { leftSelection: left, rightSelection: right } of pair.buildFragments()) {
    const lines = Math.max(left.endRow - left.startRow, right.endRow - right.startRow) + 1;
    const [inA, inB] = pair.leftFile.path === a ? [left, right] : [right, left];
    if (lines > longest.lines) longest = { lines, inA: inA.startRow + 1, inB: inB.startRow + 1 };
  }
  return longest;
}

const library = "@dodona/dolos-lib";

/** From the folder that GRADECHECK_DOLOS names, or from the project. The name is no literal, so that nothing needs its types. */
async function loadDolos(): Promise<DolosLibrary> {
  const folder = process.env["GRADECHECK_DOLOS"];
  const place =
    folder === undefined
      ? library
      : pathToFileURL(join(resolve(folder), "node_modules", library, "dist", "index.js")).href;
  try {
    return (await import(place)) as DolosLibrary;
  } catch (error) {
    const why = (error as Error).message.split("\n")[0];
    const remedy =
      `Install it in a folder of its own with \`npm install --ignore-scripts=false ${library}\`, which takes a compiler and some minutes, ` +
      "by the Node that runs gradecheck; then set GRADECHECK_DOLOS to that folder. Or leave out --with.";
    throw new UsageError(`similarity: Dolos can't be loaded: ${why}. ${remedy}`);
  }
}
