/** A submission that is a folder on disk. */
import { lstat } from "node:fs/promises";
import { join } from "node:path";
import { codeOf, readRegularFile } from "./read-regular-file.ts";
import { fileOf, firstOf, maxFileBytes, type BytesRead, type SubmissionFiles } from "./submission-files.ts";

/**
 * The files below a folder.
 *
 * Every folder on the way must be a folder and the file a file: a link could point at another student's work or at the
 * reference, so none is followed. The handle is checked again after opening, in case the file was swapped in between.
 */
export function folderFiles(root: string): SubmissionFiles {
  return {
    read: (paths) => firstOf(paths, async (path) => fileOf(path, await readBelow(root, path, maxFileBytes))),
  };
}

/**
 * Reads one file below a folder, with the guards of {@link folderFiles}.
 *
 * @param limit - the file must have fewer bytes than this.
 */
export async function readBelow(root: string, path: string, limit: number): Promise<BytesRead> {
  const parts = path.split("/");
  for (let depth = 1; depth <= parts.length; depth++) {
    const part = parts.slice(0, depth).join("/");
    const refused = (found: string): BytesRead => ({ status: "refused", found, part });
    let stats;
    try {
      stats = await lstat(join(root, part));
    } catch (error) {
      return isAbsence(error) ? { status: "missing" } : refused(`could not be looked at (${codeOf(error)})`);
    }
    if (stats.isSymbolicLink()) return refused("is a link");
    if (depth < parts.length && !stats.isDirectory()) return { status: "missing" };
    if (depth === parts.length && !stats.isFile())
      return refused(stats.isDirectory() ? "is a folder" : "is not a regular file");
  }
  const refused = (found: string): BytesRead => ({ status: "refused", found });
  try {
    const read = await readRegularFile(join(root, path), limit);
    if (read.status === "not regular") return refused("is not a regular file");
    if (read.status === "hard link") return refused("is a hard link: the same file has another name");
    return read;
  } catch (error) {
    return refused(`could not be read (${codeOf(error)})`);
  }
}

function isAbsence(error: unknown): boolean {
  return ["ENOENT", "ENOTDIR"].includes(codeOf(error));
}
