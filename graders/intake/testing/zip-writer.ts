/** Writes zip archives for tests, byte by byte, so that they can say what no packing program would. */
import { crc32, deflateRawSync } from "node:zlib";

export interface ZipEntry {
  readonly name: string | Uint8Array;
  readonly data?: string | Uint8Array;
  /** 8 (deflated) when left out; data of any other method is written as it is. */
  readonly method?: number;
  readonly flags?: number;
  /** Mode of Unix, such as 0o120777 for a symbolic link. */
  readonly mode?: number;
  /** What the list claims, when it is not the truth. */
  readonly crc?: number;
  readonly size?: number;
  readonly packedSize?: number;
  /** Index of an earlier entry whose bytes this one claims; it gets none of its own. */
  readonly sameBytesAs?: number;
  /** Offset of the bytes that this one claims, likewise. */
  readonly offset?: number;
}

export interface ZipEnd {
  /** How many entries the end of the list claims. */
  readonly count?: number;
  /** Written as zip64 with this count. */
  readonly zip64Count?: bigint;
}

export function zip(entries: readonly ZipEntry[], end: ZipEnd = {}): Buffer {
  const parts: Buffer[] = [];
  const offsets: number[] = [];
  let length = 0;
  const append = (...buffers: Buffer[]): void => {
    for (const buffer of buffers) {
      parts.push(buffer);
      length += buffer.length;
    }
  };
  const list = entries.map((entry) => {
    const name = Buffer.from(entry.name);
    const data = Buffer.from(entry.data ?? "");
    const { method = 8, flags = 0x800, mode = 0o100644 } = entry;
    const packed = method === 8 ? deflateRawSync(data) : data;
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(flags, 2);
    common.writeUInt16LE(method, 4);
    common.writeUInt32LE(entry.crc ?? crc32(data), 10);
    common.writeUInt32LE(entry.packedSize ?? packed.length, 14);
    common.writeUInt32LE(entry.size ?? data.length, 18);
    common.writeUInt16LE(name.length, 22);
    const borrowed = entry.offset ?? (entry.sameBytesAs === undefined ? undefined : offsets[entry.sameBytesAs]);
    offsets.push(borrowed ?? length);
    if (borrowed === undefined) append(signature(0x04034b50), common, name, packed);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE((mode << 16) >>> 0, 6);
    rest.writeUInt32LE(offsets.at(-1)!, 10);
    // Made by Unix, version 2.0.
    return Buffer.concat([signature(0x02014b50), Buffer.from([20, 3]), common, rest, name]);
  });
  const listOffset = length;
  append(...list);
  const listSize = length - listOffset;
  if (end.zip64Count !== undefined) append(...zip64End(end.zip64Count, length, listOffset, listSize));
  const last = Buffer.alloc(18);
  const count = end.count ?? entries.length;
  last.writeUInt16LE(count & 0xffff, 4);
  last.writeUInt16LE(count & 0xffff, 6);
  last.writeUInt32LE(listSize, 8);
  last.writeUInt32LE(listOffset, 12);
  append(signature(0x06054b50), last);
  return Buffer.concat(parts);
}

function zip64End(count: bigint, offset: number, listOffset: number, listSize: number): Buffer[] {
  const record = Buffer.alloc(52);
  record.writeBigUInt64LE(44n, 0);
  record.writeBigUInt64LE(count, 20);
  record.writeBigUInt64LE(count, 28);
  record.writeBigUInt64LE(BigInt(listSize), 36);
  record.writeBigUInt64LE(BigInt(listOffset), 44);
  const locator = Buffer.alloc(16);
  locator.writeBigUInt64LE(BigInt(offset), 4);
  locator.writeUInt32LE(1, 12);
  return [signature(0x06064b50), record, signature(0x07064b50), locator];
}

function signature(value: number): Buffer {
  const buffer = Buffer.alloc(4);
  buffer.writeUInt32LE(value);
  return buffer;
}
