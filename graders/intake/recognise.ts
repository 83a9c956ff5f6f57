/** Which format a download has, by evidence: what speaks for it is said, so that a wrong guess is seen. */
import { UsageError } from "#graders/usage-error.ts";
import { isArchiveName, rootOf } from "./archive.ts";
import { canvas } from "./downloads/canvas.ts";
import { below, type Download, type DownloadFile } from "./downloads/download.ts";
import type { Format } from "./downloads/format.ts";
import { gradescope } from "./downloads/gradescope.ts";
import { moodle } from "./downloads/moodle.ts";
import type { Source } from "./people.ts";

export interface Recognised {
  readonly format: Format;
  /** Seen from where its names begin. */
  readonly download: Download;
  readonly evidence: string;
}

const formats: readonly Format[] = [gradescope, moodle, canvas];

/** The platforms that `--as` can name, besides `folder`. */
export const platforms = formats.map(({ source }) => source);

/**
 * The format of a download; undefined when it is no platform's.
 *
 * @param as - what the instructor said it is.
 * @throws UsageError - when the instructor said so and nothing in it has that form.
 */
export function recognise(download: Download, as: Source | undefined): Recognised | undefined {
  if (as === "folder") return undefined;
  const candidates = as === undefined ? formats : formats.filter(({ source }) => source === as);
  // A download may lie in a folder of its own, as some programs unpack it.
  for (const seen of [download, withoutWrapper(download)])
    for (const format of candidates) {
      const evidence = format.recognise(withoutOwnFiles(seen), as === undefined ? 0.5 : 0);
      if (evidence !== undefined) return { format, download: withoutOwnFiles(seen), evidence };
    }
  if (as !== undefined)
    throw new UsageError(
      `grade: ${download.name} holds nothing in the form of ${as}. Leave --as out to have the form recognised, or say --as folder.`,
    );
  return undefined;
}

function withoutWrapper(download: Download): Download {
  const root = rootOf(download.files.map(({ path }) => path));
  return root === ""
    ? download
    : { ...download, files: below(download.files, root).map(([path, file]) => ({ ...file, path })) };
}

/** Without what is the instructor's: the assignment, and tables such as a roster or a gradebook. */
export function withoutOwnFiles(download: Download): Download {
  return { ...download, files: download.files.filter(({ path }) => !isOwnFile(path)) };
}

function isOwnFile(path: string): boolean {
  return path === "assignment.json" || /^[^/]+\.csv$/i.test(path);
}

/** Plain files that lie at the top. */
export function topFiles(download: Download): DownloadFile[] {
  return download.files.filter(({ path }) => !path.includes("/") && !isArchiveName(path) && !isOwnFile(path));
}
