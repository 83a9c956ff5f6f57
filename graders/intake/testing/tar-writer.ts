/** Writes tar archives for tests, byte by byte, so that they can say what no packing program would. */

export interface TarEntry {
  readonly name: string;
  readonly data?: string | Uint8Array;
  /** `0` a file, `1` a hard link, `2` a symbolic link, `3` and `4` devices, `5` a folder, `6` a pipe, `x` and `g` pax headers, `L` a long name. */
  readonly type?: string;
  readonly linkName?: string;
  /** What the header claims, when it is not the truth. */
  readonly size?: number;
}

/** @param end - the two empty blocks that end an archive. */
export function tar(entries: readonly TarEntry[], end = Buffer.alloc(1024)): Buffer {
  return Buffer.concat([...entries.flatMap(blocks), end]);
}

function blocks({ name, data = "", type = "0", linkName = "", size }: TarEntry): Buffer[] {
  const content = Buffer.from(data);
  const header = Buffer.alloc(512);
  header.write(name, 0, 100);
  header.write("0000644\0", 100);
  header.write("0000000\0", 108);
  header.write("0000000\0", 116);
  header.write(`${(size ?? content.length).toString(8).padStart(11, "0")}\0`, 124);
  header.write("00000000000\0", 136);
  header.write(type, 156);
  header.write(linkName, 157, 100);
  header.write("ustar\u000000", 257);
  writeChecksum(header);
  return [header, content, Buffer.alloc(-content.length & 511)];
}

/** The sum of a header's bytes, itself counted as spaces. */
export function writeChecksum(header: Buffer): void {
  header.fill(" ", 148, 156);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
}

/** A pax record such as `path=...`, with its own length in front. */
export function paxRecord(key: string, value: string): string {
  const rest = ` ${key}=${value}\n`;
  let length = Buffer.byteLength(rest);
  while (String(length).length + Buffer.byteLength(rest) !== length)
    length = String(length).length + Buffer.byteLength(rest);
  return `${length}${rest}`;
}
