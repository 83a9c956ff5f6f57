/**
 * Lists a zip archive in memory, and inflates a file of it when it is asked for.
 *
 * Theory of operation. The list at the end of the archive is read by yauzl; what it says is then held against the bytes.
 * Entries must lie one after the other (a bomb lets thousands share the same bytes), and the list must end where its
 * count says, since readers that trust the count and readers that trust the signatures would see different files.
 * A declared size is only ever an upper limit: inflating stops there, and less or other content is damage.
 */
import { promisify } from "node:util";
import { crc32, inflateRaw } from "node:zlib";
import { fromBufferPromise, getFileNameLowLevel, type Entry, type ZipFile } from "yauzl";
import {
  ArchiveFault,
  damaged,
  encrypted,
  overlapping,
  quoted,
  tooManyEntries,
  unknownMethod,
} from "./archive-fault.ts";
import { Entries, submissionRules, type ArchiveFile, type EntryRules, type RefusedEntry } from "./entries.ts";

const inflate = promisify(inflateRaw);

/** Encryption in general, strong encryption, and an encrypted list. */
const encryptionFlags = 0x2041;

/** The file type bits of Unix, in the upper half of the external attributes. */
const kinds: Readonly<Record<number, string>> = {
  0x1000: "a pipe",
  0x2000: "a device",
  0x4000: "folder",
  0x6000: "a device",
  0xa000: "a symbolic link",
  0xc000: "a socket",
};

/** The records that may follow the list: the end of it, plain or zip64. */
const endSignatures = [0x06054b50, 0x06064b50];

export function isZip(bytes: Buffer): boolean {
  return bytes.length >= 22 && [0x04034b50, 0x06054b50].includes(bytes.readUInt32LE(0));
}

export interface ZipListing {
  readonly files: readonly ArchiveFile[];
  /** Entries that were left out, where the rules leave it at that. */
  readonly refused: readonly RefusedEntry[];
}

/** @throws ArchiveFault */
export async function listZip(bytes: Buffer, rules: EntryRules = submissionRules): Promise<ZipListing> {
  try {
    // Names are checked here, so that the sentence is ours.
    return await list(await fromBufferPromise(bytes, { decodeStrings: false }), bytes, rules);
  } catch (error) {
    throw error instanceof ArchiveFault ? error : damaged((error as Error).message);
  }
}

async function list(zip: ZipFile, bytes: Buffer, rules: EntryRules): Promise<ZipListing> {
  if (zip.entryCount > rules.maxEntries) throw tooManyEntries(rules.maxEntries);
  const listStart = cursor(zip);
  const entries = new Entries(rules);
  const spans: Span[] = [];
  for await (const entry of zip.eachEntry()) {
    const name = getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, true);
    const path = entries.check(name, kindOf(entry, name));
    if (path === undefined) continue;
    const unreadable = unreadableFault(entry, name);
    if (unreadable) {
      entries.refuse(name, unreadable);
      continue;
    }
    const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true });
    const end = fileDataStart + entry.compressedSize;
    spans.push({ name, start: entry.relativeOffsetOfLocalHeader, end });
    if (kindOf(entry, name) === "file")
      entries.addFile({
        path,
        size: entry.uncompressedSize,
        read: () => contentOf(entry, name, bytes.subarray(fileDataStart, end)),
      });
  }
  refuseOverlap(spans);
  if (spans.some(({ end }) => end > listStart)) throw damaged("a file reaches into the list of files");
  const listEnd = cursor(zip);
  if (listEnd + 4 > bytes.length || !endSignatures.includes(bytes.readUInt32LE(listEnd)))
    throw damaged("the list of files does not end where its count says");
  return entries;
}

function unreadableFault({ generalPurposeBitFlag, compressionMethod }: Entry, name: string): ArchiveFault | undefined {
  if (generalPurposeBitFlag & encryptionFlags) return encrypted(name);
  return compressionMethod === 0 || compressionMethod === 8 ? undefined : unknownMethod(name, compressionMethod);
}

function kindOf({ externalFileAttributes }: Entry, name: string): string {
  return kinds[(externalFileAttributes >>> 16) & 0xf000] ?? (name.endsWith("/") ? "folder" : "file");
}

/** The bytes of an entry, header and content. */
interface Span {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

function refuseOverlap(spans: readonly Span[]): void {
  const sorted = spans.toSorted((a, b) => a.start - b.start);
  for (const [index, span] of sorted.entries()) {
    const before = sorted[index - 1];
    if (before && before.end > span.start) throw overlapping(before.name, span.name);
  }
}

/** Where the next entry of the list is read. (The types take it for a boolean.) */
function cursor(zip: ZipFile): number {
  return Number(zip.readEntryCursor);
}

async function contentOf(entry: Entry, name: string, data: Buffer): Promise<Uint8Array> {
  const { uncompressedSize } = entry;
  const wrong = (what: string): ArchiveFault => damaged(`${quoted(name)} ${what}`);
  let content = data;
  if (entry.compressionMethod === 8) {
    try {
      content = await inflate(data, { maxOutputLength: Math.max(1, uncompressedSize) });
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      throw wrong(
        code === "ERR_BUFFER_TOO_LARGE" ? `has more than the ${uncompressedSize} bytes that it declares` : message,
      );
    }
  }
  if (content.length !== uncompressedSize) throw wrong(`has ${content.length} bytes and declares ${uncompressedSize}`);
  if (crc32(content) !== entry.crc32) throw wrong("does not have its checksum");
  return content;
}
