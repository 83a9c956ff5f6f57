/**
 * What Canvas gives for "Download Submissions": a zip of flat files (lib/content_zipper.rb of canvas-lms).
 *
 *     lovelaceada_LATE_4021_88123_relu-1.ts      name, LATE or nothing, user, file, the student's name for the file
 *     lovelaceada_4021_text.html                 what was typed into the page; _link.html for an address
 *     LATE_anon_Xy12Z_88123_relu.ts              when students are anonymous
 *
 * The name is "Lovelace, Ada" in small letters without what isn't a letter or digit, or a group's name. When a student hands in
 * another file of the same name, Canvas puts -1, -2 … -7 before its extension, then a UUID. A download holds the last attempt of
 * each student; several are there when an instructor put several downloads into one folder.
 */
import type { DownloadFile } from "./download.ts";
import type { ExerciseNames } from "../exercise-names.ts";
import type { Grouped, HandedIn, Stray } from "../handed-in.ts";
import type { Identity } from "../people.ts";
import { formOfNames, slug, type Format } from "./format.ts";

const named =
  /^(?<name>.*?)_(?:(?<late>LATE)_)?(?<user>\d+)_(?:(?<file>\d+)_(?<rest>.+)|(?<page>(?:text|link)\.html))$/s;
const anonymous = /^(?:(?<late>LATE)_)?anon_(?<user>[^_]+)_(?:(?<file>\d+)_(?<rest>.+)|(?<page>(?:text|link)\.html))$/s;
const form = new RegExp(`${named.source}|${anonymous.source.replaceAll(/\?<\w+>/g, "")}`, "s");

/** The mark of a file that was handed in again, before its extensions. */
const resubmitted =
  /^(?<stem>.+)-(?:(?<times>[1-7])|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})(?<extensions>(?:\.[A-Za-z][A-Za-z\d]*)*\.[A-Za-z\d]+)$/;
const highestNumber = 7;

export const canvas: Format = {
  source: "canvas",
  recognise: (download, share) => formOfNames(download, form, "Canvas", share),
  group: async ({ files }, names): Promise<Grouped> => {
    const strays: Stray[] = [];
    const byStudent = new Map<string, CanvasFile[]>();
    for (const file of files) {
      const read = parse(file);
      if (!read) {
        strays.push({ path: file.path, why: "has no name of Canvas: <name>_<user>_<file>_<file name>" });
        continue;
      }
      const key = [slug(read.name), read.user].filter(Boolean).join("-");
      byStudent.set(key, [...(byStudent.get(key) ?? []), read]);
    }
    return { handedIn: [...byStudent].flatMap(([id, own]) => attemptsOf(id, own, names)), strays };
  },
};

interface CanvasFile {
  readonly name: string;
  readonly user: string;
  readonly anonymous: boolean;
  readonly late: boolean;
  /** Of the file; a later file has a larger one. */
  readonly number: number;
  /** The student's name for the file. */
  readonly fileName: string;
  readonly entry: DownloadFile;
}

function parse(entry: DownloadFile): CanvasFile | undefined {
  const hidden = anonymous.exec(entry.path)?.groups;
  const found = hidden ?? named.exec(entry.path)?.groups;
  // Canvas writes no folders.
  if (!found || entry.path.includes("/")) return undefined;
  return {
    name: hidden ? "anon" : (found["name"] ?? ""),
    user: found["user"]!,
    anonymous: hidden !== undefined,
    late: found["late"] !== undefined,
    number: Number(found["file"] ?? 0),
    fileName: found["rest"] ?? found["page"]!,
    entry,
  };
}

/** A file as a version of a name: relu-1.ts is the second of relu.ts. */
interface Version {
  readonly base: string;
  readonly version: number;
  readonly file: CanvasFile;
}

/**
 * One submission, or one for each attempt where a file is there in several versions. What wasn't handed in again stays as it was,
 * so an attempt holds the newest version of each file up to it.
 */
function attemptsOf(id: string, files: readonly CanvasFile[], names: ExerciseNames): HandedIn[] {
  const found = versionsOf(files, names);
  const repeated = Map.groupBy(found, ({ base }) => base)
    .values()
    .filter((same) => same.length > 1)
    .toArray()
    .flat();
  const isRepeated = repeated.length > 0;
  const versions = isRepeated ? withSingleFiles(found, repeated) : found;
  const byBase = Map.groupBy(versions, ({ base }) => base);
  const numbers = [...new Set(versions.map(({ version }) => version))].toSorted((a, b) => a - b);
  const attempts = isRepeated ? numbers : numbers.slice(-1);
  const [{ name, user, anonymous }] = files as [CanvasFile, ...CanvasFile[]];
  const identity: Identity = anonymous ? { any: `anon_${user}` } : { id: user, name };
  return attempts.map((attempt) => {
    const newest = byBase
      .values()
      .flatMap((same) => same.filter(({ version }) => version <= attempt).slice(-1))
      .toArray();
    const added = newest.filter(({ version }) => !isRepeated || version === attempt);
    return {
      id: attempt > 1 ? `${id}-attempt-${attempt}` : id,
      identities: [identity],
      ...(isRepeated || attempt > 1 ? { attempt } : {}),
      late: added.some(({ file }) => file.late),
      files: new Map(newest.map(({ base, file }) => [base, file.entry])),
    };
  });
}

/** A file that is there once belongs to the attempt that was uploaded nearest to it: Canvas counts the files of all students. */
function withSingleFiles(all: readonly Version[], repeated: readonly Version[]): Version[] {
  return all.map((one) => {
    if (one.version > 1 || repeated.includes(one)) return one;
    const distanceTo = ({ file }: Version): number => Math.abs(file.number - one.file.number);
    const nearest = repeated.toSorted((a, b) => distanceTo(a) - distanceTo(b))[0]!;
    return { ...one, version: nearest.version };
  });
}

/** From the oldest to the newest of each name. */
function versionsOf(files: readonly CanvasFile[], names: ExerciseNames): Version[] {
  const own = new Set(files.map(({ fileName }) => fileName));
  const uploaded = files.toSorted((a, b) => a.number - b.number);
  const withUuid = new Map<string, number>();
  const versions = uploaded.map((file): Version => {
    const { fileName } = file;
    const { stem = "", times, extensions = "" } = resubmitted.exec(fileName)?.groups ?? {};
    const base = `${stem}${extensions}`;
    // A student may call a file week-3.zip: the mark counts only where it is known what the name would be without.
    const isMark = stem !== "" && names.find(fileName)?.rank !== 0 && (own.has(base) || names.find(base) !== undefined);
    if (!isMark) return { base: fileName, version: 1, file };
    if (times !== undefined) return { base, version: Number(times) + 1, file };
    const before = withUuid.get(base) ?? 0;
    withUuid.set(base, before + 1);
    return { base, version: highestNumber + 2 + before, file };
  });
  return versions.toSorted((a, b) => a.version - b.version);
}
