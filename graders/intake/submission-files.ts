/** What a submission is to everything that reads it: text files by path, whether they lie in a folder or in an archive. */
import { createHash } from "node:crypto";
import type { Problem } from "#graders/execution/executor.ts";

export interface SubmissionFiles {
  /** Reads the first of some paths that exists. Paths are relative to the submission's root, with `/` between folders. */
  read(paths: readonly string[]): Promise<FileRead>;
}

export type FileRead =
  | { readonly status: "file"; readonly path: string; readonly text: string; readonly digest: string }
  | { readonly status: "missing" }
  | { readonly status: "broken"; readonly problem: Problem };

/** The bytes of a file that someone else made, or why they are not read. */
export type BytesRead =
  | { readonly status: "read"; readonly bytes: Uint8Array }
  | { readonly status: "missing" }
  | { readonly status: "too large"; readonly size: number }
  /** What stands in the way goes on where the path ends: `is a link`. The path is that of a folder above when `part` says so. */
  | { readonly status: "refused"; readonly found: string; readonly part?: string }
  /** The archive around it is damaged. */
  | { readonly status: "damaged"; readonly problem: Problem };

/** Every file that is read must be smaller than this. */
export const maxFileBytes = 2 ** 20;

/** The first read that finds something, good or bad. */
export async function firstOf(
  paths: readonly string[],
  readOne: (path: string) => Promise<FileRead>,
): Promise<FileRead> {
  for (const path of paths) {
    const found = await readOne(path);
    if (found.status !== "missing") return found;
  }
  return { status: "missing" };
}

/** What an exercise gets of the bytes of a file. */
export function fileOf(path: string, read: BytesRead): FileRead {
  switch (read.status) {
    case "read":
      return textFile(path, read.bytes);
    case "missing":
      return read;
    case "too large":
      return tooLarge(path, read.size);
    case "refused":
      return notAFile(read.part ?? path, read.found);
    case "damaged":
      return { status: "broken", problem: read.problem };
  }
}

export function textFile(path: string, bytes: Uint8Array): FileRead {
  const digest = createHash("sha256").update(bytes).digest("hex");
  try {
    // Without ignoreBOM, the decoder drops a byte-order mark.
    return { status: "file", path, text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), digest };
  } catch {
    const message = `${path} is not UTF-8 text. Save it as UTF-8, or export it again from your editor.`;
    return { status: "broken", problem: { kind: "not-text", file: path, message } };
  }
}

export function notAFile(path: string, found: string): FileRead {
  const message = `${path} ${found}, expected a regular file. Links are not followed: put the file itself into the submission.`;
  return { status: "broken", problem: { kind: "not-a-file", file: path, message } };
}

export function tooLarge(path: string, bytes: number): FileRead {
  const message = `${path} has ${bytes} bytes, expected less than ${maxFileBytes} (1 MB). Remove data that the exercise doesn't need.`;
  return { status: "broken", problem: { kind: "too-large", file: path, message } };
}
