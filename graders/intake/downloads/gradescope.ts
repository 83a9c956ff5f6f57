/**
 * What Gradescope gives for "Export Submissions": a folder for each submission, unpacked, and one file that says whose they are.
 *
 *     assignment_8046_export/submission_metadata.yml
 *     assignment_8046_export/submission_409194023/relu.ts
 *
 * The file is YAML as Ruby writes it: for each folder `:submitters:` (`:name:`, `:sid:`, `:email:`; several for a group),
 * `:created_at:`, `:history:` with the attempts before this one, and `:results:`.
 */
import { parse } from "yaml";
import { UsageError } from "#graders/usage-error.ts";
import { filesByPath, type Grouped, type HandedIn, type Stray } from "../handed-in.ts";
import type { Identity } from "../people.ts";
import { momentOf } from "../roster/times.ts";
import { below, type Download, type DownloadFile } from "./download.ts";
import { slug, topNames, type Format } from "./format.ts";

const metadataName = "submission_metadata.yml";
const maxMetadataBytes = 2 ** 28;

export const gradescope: Format = {
  source: "gradescope",
  recognise: (download) =>
    metadataOf(download) ? `it holds ${metadataName}, which Gradescope puts into each export` : undefined,
  group: async (download): Promise<Grouped> => {
    const metadata = metadataOf(download);
    if (!metadata)
      throw new UsageError(
        `grade: ${download.name} holds no ${metadataName}, expected it at the top of a Gradescope export. Give the whole export, or leave --as out.`,
      );
    const root = metadata.path.slice(0, -metadataName.length);
    const known = await readMetadata(metadata);
    const inside = download.files.filter((file) => file.path.startsWith(root) && file !== metadata);
    const strays: Stray[] = download.files
      .filter(({ path }) => !path.startsWith(root))
      .map(({ path }) => ({ path, why: "lies outside of the export" }));
    const folderOf = ({ path }: DownloadFile): string => /^(.*?)\//s.exec(path.slice(root.length))?.[1] ?? "";
    const folders = Map.groupBy(inside, folderOf);
    for (const { path } of folders.get("") ?? []) strays.push({ path, why: "lies in no submission_ folder" });
    folders.delete("");
    // A submission without a file is one nevertheless.
    for (const folder of known.keys()) if (!folders.has(folder)) folders.set(folder, []);
    const handedIn = [...folders]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([folder, files]) => handedInAs(folder, below(files, `${root}${folder}/`), known.get(folder)));
    return { handedIn, strays };
  },
};

/** Whether a file is what Gradescope itself wrote. */
export function isMetadata(path: string): boolean {
  return /^(?:[^/]+\/)?submission_metadata\.yml$/.test(path);
}

/** At the top, or in the one folder there. */
function metadataOf(download: Download): DownloadFile | undefined {
  const places = [metadataName, ...topNames(download).map((name) => `${name}/${metadataName}`)];
  const found = download.files.filter(({ path }) => places.includes(path));
  return found.length === 1 ? found[0] : undefined;
}

interface Known {
  readonly identities: readonly Identity[];
  readonly attempt?: number;
  readonly submittedAt?: string;
}

function handedInAs(
  folder: string,
  files: readonly (readonly [string, DownloadFile])[],
  known: Known | undefined,
): HandedIn {
  const number = folder.replace(/^submission_/, "");
  const who = (known?.identities ?? []).map(({ name = "" }) => slug(name)).filter(Boolean);
  const named = who.length > 2 ? [...who.slice(0, 2), "and-others"] : who;
  return {
    id: named.length > 0 ? [...named, slug(number)].join("-") : slug(folder) || "submission",
    identities: [{ any: folder }],
    ...known,
    files: filesByPath(files),
  };
}

async function readMetadata(file: DownloadFile): Promise<ReadonlyMap<string, Known>> {
  const refuse = (why: string): never => {
    throw new UsageError(`grade: ${metadataName} ${why} Export the submissions from Gradescope again.`);
  };
  const read = await file.read(maxMetadataBytes);
  if (read.status !== "read") return refuse("could not be read.");
  let yaml: unknown;
  try {
    // Every scalar as text: the student number 007 isn't 7. Tags of Ruby are no obstacle either.
    yaml = parse(withoutResults(new TextDecoder().decode(read.bytes)), { schema: "failsafe", logLevel: "error" });
  } catch (error) {
    return refuse(`is not YAML: ${(error as Error).message.split("\n", 1)[0]!.slice(0, 200)}.`);
  }
  if (!isRecord(yaml)) return refuse("names no submissions.");
  const known = new Map<string, Known>();
  for (const [folder, one] of Object.entries(yaml)) {
    if (!isRecord(one)) continue;
    const identities = listOf(one[":submitters"]).flatMap(identityOf);
    const history = listOf(one[":history"]);
    known.set(folder, knownAs(identities, one, history.length + 1));
    // An export may hold earlier attempts too: those are named in the history.
    for (const [index, before] of history.entries())
      if (typeof before[":id"] === "string") {
        const earlier = `submission_${before[":id"]}`;
        if (!(earlier in yaml)) known.set(earlier, knownAs(identities, before, index + 1));
      }
  }
  return known;
}

function knownAs(identities: readonly Identity[], one: Record<string, unknown>, attempt: number): Known {
  const submittedAt = momentOf(one[":created_at"]);
  return { identities, attempt, ...(submittedAt === undefined ? {} : { submittedAt }) };
}

function identityOf(submitter: Record<string, unknown>): Identity[] {
  const known = Object.entries({ name: ":name", sisId: ":sid", email: ":email" }).flatMap(([key, yamlKey]) => {
    const value = submitter[yamlKey];
    return typeof value === "string" && value.trim() !== "" ? [[key, value.trim()] as const] : [];
  });
  return known.length === 0 ? [] : [Object.fromEntries(known)];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function listOf(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

/**
 * Cuts out what lies below each `:results:`: all that every test ever printed, most of the file, and not needed here. YAML is read
 * at 2 MB a second, and what a large course prints may have a hundred.
 */
function withoutResults(text: string): string {
  const kept: string[] = [];
  let cutBelow: number | undefined;
  for (const line of text.split("\n")) {
    const indent = line.search(/\S/);
    // A list may stand right below its key, at the same depth.
    if (cutBelow !== undefined && (indent === -1 || indent > cutBelow || (indent === cutBelow && line[indent] === "-")))
      continue;
    const found = /^([ -]*):results:/.exec(line);
    cutBelow = found ? found[1]!.length : undefined;
    kept.push(found ? `${found[0]} ~` : line);
  }
  return kept.join("\n");
}
