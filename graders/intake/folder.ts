/** A submission that is a folder on disk. */
import { lstat } from "node:fs/promises";
import { join } from "node:path";
import { codeOf, readRegularFile } from "./read-regular-file.ts";
import {
  firstOf,
  maxFileBytes,
  notAFile,
  textFile,
  tooLarge,
  type FileRead,
  type SubmissionFiles,
} from "./submission-files.ts";

/**
 * The files below a folder.
 *
 * Every folder on the way must be a folder and the file a file: a link could point at another student's work or at the
 * reference, so none is followed. The handle is checked again after opening, in case the file was swapped in between.
 */
export function folderFiles(root: string): SubmissionFiles {
  return { read: (paths) => firstOf(paths, (path) => readOne(root, path)) };
}

async function readOne(root: string, path: string): Promise<FileRead> {
  const parts = path.split("/");
  for (let depth = 1; depth <= parts.length; depth++) {
    const part = parts.slice(0, depth).join("/");
    let stats;
    try {
      stats = await lstat(join(root, part));
    } catch (error) {
      return isAbsence(error) ? { status: "missing" } : notAFile(part, `could not be looked at (${codeOf(error)})`);
    }
    if (stats.isSymbolicLink()) return notAFile(part, "is a link");
    if (depth < parts.length && !stats.isDirectory()) return { status: "missing" };
    if (depth === parts.length && !stats.isFile())
      return notAFile(part, stats.isDirectory() ? "is a folder" : "is not a regular file");
  }
  try {
    const read = await readRegularFile(join(root, path), maxFileBytes);
    if (read.status === "not regular") return notAFile(path, "is not a regular file");
    if (read.status === "hard link") return notAFile(path, "is a hard link: the same file has another name");
    return read.status === "read" ? textFile(path, read.bytes) : tooLarge(path, read.size);
  } catch (error) {
    return notAFile(path, `could not be read (${codeOf(error)})`);
  }
}

function isAbsence(error: unknown): boolean {
  return ["ENOENT", "ENOTDIR"].includes(codeOf(error));
}
