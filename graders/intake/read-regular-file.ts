/** Reads a file that someone else put there: never through a link, never from a pipe or device, never more than a limit. */
import { constants } from "node:fs";
import { open } from "node:fs/promises";

export type RegularFile =
  | { readonly status: "read"; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly status: "not regular" }
  /** The file has another name somewhere, and may be someone else's. */
  | { readonly status: "hard link" }
  | { readonly status: "too large"; readonly size: number };

/**
 * @param limit - the file must have fewer bytes than this.
 * @throws the error of the operating system when the file can't be opened or read; also when it is a link.
 */
export async function readRegularFile(file: string, limit: number): Promise<RegularFile> {
  // The flags that don't exist on Windows count as 0 there. Without O_NONBLOCK, opening a pipe would wait for its writer.
  await using handle = await open(file, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
  const stats = await handle.stat();
  if (!stats.isFile()) return { status: "not regular" };
  if (stats.nlink > 1) return { status: "hard link" };
  if (stats.size >= limit) return { status: "too large", size: stats.size };
  // One byte more than it says, so that its end is seen; it may grow while it is read.
  let buffer = new Uint8Array(Math.min(limit, stats.size + 1));
  let length = 0;
  for (;;) {
    const { bytesRead } = await handle.read(buffer, length, buffer.length - length, length);
    if (bytesRead === 0) break;
    length += bytesRead;
    if (length >= limit) return { status: "too large", size: length };
    if (length === buffer.length) {
      const larger = new Uint8Array(Math.min(limit, 2 * length));
      larger.set(buffer);
      buffer = larger;
    }
  }
  return { status: "read", bytes: buffer.slice(0, length) };
}

export function codeOf(error: unknown): string {
  return (error as { code?: string }).code ?? String(error);
}
