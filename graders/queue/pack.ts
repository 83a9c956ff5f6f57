/** What goes through Redis is kept small, since all of it is held in memory there. */
import { zstdCompressSync, zstdDecompressSync } from "node:zlib";

/** Far above what a submission or a result comes to. */
const maxBytes = 2 ** 28;

export function pack(text: string): string {
  return zstdCompressSync(text).toString("base64");
}

/** @throws Error - when it was not packed by {@link pack}. */
export function unpack(packed: string): string {
  return zstdDecompressSync(Buffer.from(packed, "base64"), { maxOutputLength: maxBytes }).toString("utf8");
}
