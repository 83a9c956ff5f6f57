/** The submissions in a platform's download, with what an instructor laid beside them; and in the zip of a folder. */
import { basename } from "node:path";
import { UsageError } from "#graders/usage-error.ts";
import { isArchiveName, withoutArchiveExtension } from "./archive.ts";
import { below, type Download } from "./downloads/download.ts";
import { isMetadata } from "./downloads/gradescope.ts";
import { groupPlainFiles } from "./downloads/plain-files.ts";
import { isCode } from "./entries.ts";
import { submissionOf, type Found, type Settings } from "./found.ts";
import type { HandedIn, Stray } from "./handed-in.ts";
import { topFiles, withoutOwnFiles, type Recognised } from "./recognise.ts";

export async function inDownload(
  root: string,
  { format, download, evidence }: Recognised,
  settings: Settings,
): Promise<Found> {
  const grouped = await format.group(download, settings.names);
  const { handedIn, strays } = adopted(grouped.strays, download);
  const all = [...grouped.handedIn, ...handedIn];
  if (all.length === 0)
    throw new UsageError(`grade: ${basename(root)} holds no submissions. Download them again, or say --as folder.`);
  return {
    source: format.source,
    evidence,
    submissions: all.map((one) => submissionOf(one, root, format.source)),
    strays: [...strays, ...hidden(download, all, strays)],
    unread: download.unread,
  };
}

/** Of two files with one name in a submission, as in downloads that were put together, the one that is behind the other. */
function hidden(download: Download, handedIn: readonly HandedIn[], strays: readonly Stray[]): Stray[] {
  const shown = new Set(handedIn.flatMap(({ files }) => [...files.values()].map(({ path }) => path)));
  for (const { path } of strays) shown.add(path);
  return download.files
    .filter(({ path }) => !shown.has(path) && !isMetadata(path))
    .map(({ path }) => ({ path, why: "has the name of another file of the submission, which is taken" }));
}

/** What an instructor laid beside a download, such as a folder that came by mail, is a submission too. */
function adopted(strays: readonly Stray[], download: Download): { handedIn: HandedIn[]; strays: Stray[] } {
  const files = new Map(download.files.map((file) => [file.path, file]));
  const isHeld = ({ path }: Stray): boolean => path.includes("/") && files.has(path);
  const folders = Map.groupBy(strays.filter(isHeld), ({ path }) => path.split("/", 1)[0]!);
  const taken = new Set<string>();
  const handedIn: HandedIn[] = [];
  for (const [folder, inside] of folders) {
    if (!inside.some(({ path }) => isCode(path) || isArchiveName(path))) continue;
    const own = inside.map(({ path }) => files.get(path)!);
    for (const { path } of inside) taken.add(path);
    handedIn.push({ id: folder, identities: [{ any: folder }], files: new Map(below(own, `${folder}/`)) });
  }
  for (const { path } of strays.filter((stray) => !stray.path.includes("/") && isArchiveName(stray.path))) {
    const name = withoutArchiveExtension(path);
    taken.add(path);
    handedIn.push({ id: name, identities: [{ any: name }], files: new Map([[path, files.get(path)!]]) });
  }
  return { handedIn, strays: strays.filter(({ path }) => !taken.has(path)) };
}

/** A zip that was said to be a folder of submissions. */
export function inZippedFolder(root: string, download: Download, { names }: Settings): Found {
  const own = withoutOwnFiles(download);
  const asStrays = own.files
    .filter(({ path }) => path.includes("/") || isArchiveName(path))
    .map(({ path }) => ({ path, why: "" }));
  const { handedIn, strays } = adopted(asStrays, own);
  const loose = groupPlainFiles(topFiles(own), names);
  const all = [...handedIn, ...loose.handedIn];
  if (all.length === 0) throw new UsageError(`grade: ${basename(root)} holds no submissions.`);
  return {
    source: "folder",
    evidence: "--as says so",
    submissions: all.map((one) => submissionOf(one, root, "folder")),
    strays: [...strays.map(({ path }) => ({ path, why: "lies in a folder without solutions" })), ...loose.strays],
    unread: download.unread,
  };
}
