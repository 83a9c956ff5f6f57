/** `gradecheck bundle`: everything that a platform needs to grade by itself, in one file to upload. */
import { createWriteStream } from "node:fs";
import { mkdir, readdir, readFile, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { ZipFile } from "yazl";
import { exerciseIds, loadSpec, projectRoot, selectIds } from "#graders/spec/load.ts";
import { counted } from "#reports/words.ts";
import type { ExitCode } from "./main.ts";

export interface BundleOptions {
  readonly out: string;
  readonly exercises?: readonly string[];
  readonly title?: string;
}

/** What grading takes. Students' exercises, tests, benchmarks, docs and attacks stay behind. */
const folders = ["bin", "ci", "graders", "reference", "reports", "specs"];
const files = ["package.json", "package-lock.json", ".npmrc"];
const leftOut = /\.test\.ts$|^graders\/(attacks|fuzz)\/|^reports\/(samples|exports\/samples\.ts)/;

/** One instant for all entries: the same project gives the same bytes. */
const instant = new Date(2020, 0, 1);

/**
 * Gradescope's autograder: setup.sh and run_autograder in the root of the archive, the project below gradecheck/.
 *
 * @see https://gradescope-autograders.readthedocs.io/en/latest/specs/
 */
export async function bundleGradescope({ out, exercises = [], title }: BundleOptions): Promise<ExitCode> {
  const ids = exercises.length > 0 ? selectIds(await exerciseIds(), exercises) : undefined;
  const zip = new ZipFile();
  const add = (name: string, content: Buffer, mode = 0o100644) =>
    zip.addBuffer(content, name, { mtime: instant, forceDosTimestamp: true, mode });
  // Read first: a file that changed while it was packed would be half of each.
  const addFile = async (path: string, name: string, mode: number) =>
    add(name, await readFile(join(projectRoot, path)), mode);
  await addFile("ci/gradescope/setup.sh", "setup.sh", 0o100755);
  await addFile("ci/gradescope/run_autograder", "run_autograder", 0o100755);
  const assignment = { ...(title === undefined ? {} : { title }), ...(ids ? { exercises: ids } : {}) };
  add("assignment.json", Buffer.from(`${JSON.stringify(assignment, undefined, 2)}\n`));
  for (const path of await projectFiles())
    await addFile(path, `gradecheck/${path}`, path.startsWith("ci/") ? 0o100755 : 0o100644);
  zip.end();
  // All of it or nothing, as with every file that is written.
  const partial = `${out}.${process.pid}.part`;
  await mkdir(dirname(out), { recursive: true });
  try {
    await pipeline(zip.outputStream, createWriteStream(partial));
    await rename(partial, out);
  } finally {
    await rm(partial, { force: true });
  }
  const graded = ids ?? (await exerciseIds());
  const points = graded.flatMap((id) => loadSpec(id).checks).reduce((sum, check) => sum + check.points, 0);
  console.log(
    `${out} grades ${counted(graded.length, "exercise")}, ${counted(points, "point")}. In Gradescope: Configure Autograder, Zip file upload.`,
  );
  return 0;
}

/** Paths of the project, sorted, with `/` between folders. */
async function projectFiles(): Promise<string[]> {
  const found = await Promise.all(
    folders.map(async (folder) => {
      const entries = await readdir(join(projectRoot, folder), { recursive: true, withFileTypes: true });
      return entries
        .filter((entry) => entry.isFile())
        .map((entry) =>
          join(entry.parentPath, entry.name)
            .slice(projectRoot.length + 1)
            .replaceAll("\\", "/"),
        );
    }),
  );
  return [...files, ...found.flat().filter((path) => !leftOut.test(path))].toSorted();
}
