/** Reads a tar archive, compressed or not, in one pass: the code in it is kept, everything else goes by. */
import { createGunzip } from "node:zlib";
import { createTarDecoder } from "modern-tar";
import { ArchiveFault, damaged, maxUnpackedBytes, unpacksTooLarge } from "./archive-fault.ts";
import { Entries, isCode, type ArchiveFile } from "./entries.ts";
import { maxFileBytes } from "./submission-files.ts";

const kinds: Readonly<Record<string, string>> = {
  directory: "folder",
  link: "a hard link",
  symlink: "a symbolic link",
  "character-device": "a device",
  "block-device": "a device",
  fifo: "a pipe",
};

export function isGzip(bytes: Buffer): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

export function isTar(bytes: Buffer): boolean {
  return bytes.length >= 512 && bytes.toString("latin1", 257, 262) === "ustar";
}

/** @throws ArchiveFault */
export async function listTar(bytes: Buffer): Promise<ArchiveFile[]> {
  const entries = new Entries();
  const decoder = createTarDecoder({ strict: true });
  try {
    for await (const { header, body } of ReadableStream.from(unpacked(bytes)).pipeThrough(decoder)) {
      const { name, size, type = "file" } = header;
      const kind = kinds[type] ?? type;
      // The rules of a submission refuse the whole archive, so there is always a path.
      const path = entries.check(name, kind)!;
      const keep = kind === "file" && isCode(path) && size < maxFileBytes;
      const content = keep ? Buffer.concat(await Array.fromAsync(body)) : undefined;
      if (!content) await body.cancel();
      if (kind === "file") entries.addFile({ path, size, read: async () => content ?? Buffer.alloc(0) });
    }
  } catch (error) {
    throw error instanceof ArchiveFault ? error : damaged((error as Error).message);
  }
  return entries.files;
}

/** The archive's bytes in pieces, inflated where they are compressed, and never more than the limit. */
async function* unpacked(bytes: Buffer): AsyncGenerator<Uint8Array> {
  if (!isGzip(bytes)) {
    yield bytes;
    return;
  }
  const gunzip = createGunzip();
  gunzip.end(bytes);
  let total = 0;
  for await (const piece of gunzip as AsyncIterable<Buffer>) {
    total += piece.length;
    if (total > maxUnpackedBytes) throw unpacksTooLarge();
    yield piece;
  }
}
