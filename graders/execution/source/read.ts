import { createHash } from "node:crypto";
import { constants } from "node:fs";
import { lstat, open } from "node:fs/promises";
import { join } from "node:path";
import type { Problem } from "../executor.ts";

const maxFileBytes = 2 ** 20;

export type FileRead =
  | { readonly status: "file"; readonly path: string; readonly text: string; readonly digest: string }
  | { readonly status: "missing" }
  | { readonly status: "broken"; readonly problem: Problem };

/**
 * Reads the first of some paths that exists below the submission's root.
 *
 * Every folder on the way must be a folder and the file a file: a link could point at another student's work or at the
 * reference, so none is followed. The handle is checked again after opening, in case the file was swapped in between.
 */
export async function readSubmissionFile(root: string, paths: readonly string[]): Promise<FileRead> {
  for (const path of paths) {
    const found = await readOne(root, path);
    if (found.status !== "missing") return found;
  }
  return { status: "missing" };
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
  return readChecked(root, path);
}

async function readChecked(root: string, path: string): Promise<FileRead> {
  let bytes: Uint8Array;
  try {
    // The flags that don't exist on Windows count as 0 there.
    await using handle = await open(
      join(root, path),
      constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0),
    );
    const stats = await handle.stat();
    if (!stats.isFile()) return notAFile(path, "is not a regular file");
    if (stats.size >= maxFileBytes) return tooLarge(path, stats.size);
    const buffer = new Uint8Array(maxFileBytes);
    let length = 0;
    for (;;) {
      const { bytesRead } = await handle.read(buffer, length, maxFileBytes - length, length);
      if (bytesRead === 0) break;
      length += bytesRead;
      if (length >= maxFileBytes) return tooLarge(path, length);
    }
    bytes = buffer.subarray(0, length);
  } catch (error) {
    return notAFile(path, `could not be read (${codeOf(error)})`);
  }
  const digest = createHash("sha256").update(bytes).digest("hex");
  try {
    // Without ignoreBOM, the decoder drops a byte-order mark.
    return { status: "file", path, text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), digest };
  } catch {
    const message = `${path} is not UTF-8 text. Save it as UTF-8, or export it again from your editor.`;
    return { status: "broken", problem: { kind: "not-text", file: path, message } };
  }
}

function notAFile(path: string, found: string): FileRead {
  const message = `${path} ${found}, expected a regular file. Links are not followed: put the file itself into the submission.`;
  return { status: "broken", problem: { kind: "not-a-file", file: path, message } };
}

function tooLarge(path: string, bytes: number): FileRead {
  const message = `${path} has ${bytes} bytes, expected less than ${maxFileBytes} (1 MB). Remove data that the exercise doesn't need.`;
  return { status: "broken", problem: { kind: "too-large", file: path, message } };
}

function isAbsence(error: unknown): boolean {
  return ["ENOENT", "ENOTDIR"].includes(codeOf(error));
}

function codeOf(error: unknown): string {
  return (error as { code?: string }).code ?? String(error);
}
