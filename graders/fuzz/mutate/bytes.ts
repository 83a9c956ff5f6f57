/** Damages bytes: flipped bits, cuts, splices, and lengths that claim too much. */
import type { Random } from "#tensor";

export function pick<T>(random: Random, options: readonly T[]): T {
  return options[random.integer(0, options.length)]!;
}

const claims = [0, 1, 2, 255, 65_536, 2 ** 24, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 2, 2 ** 32 - 1];
const most = 5;

type Change = (random: Random, bytes: Buffer, others: readonly Uint8Array[]) => Buffer;

const changes: readonly Change[] = [
  function flipBit(random, bytes) {
    if (bytes.length > 0) bytes[random.integer(0, bytes.length)]! ^= 1 << random.integer(0, 8);
    return bytes;
  },
  function smallByte(random, bytes) {
    if (bytes.length > 0) bytes[random.integer(0, bytes.length)] = pick(random, [random.integer(0, 16), 127, 128, 255]);
    return bytes;
  },
  function claim(random, bytes) {
    if (bytes.length < 4) return bytes;
    bytes.writeUInt32LE(pick(random, [...claims, bytes.length]), random.integer(0, bytes.length - 3));
    return bytes;
  },
  function truncate(random, bytes) {
    return bytes.subarray(0, random.integer(0, bytes.length + 1));
  },
  function remove(random, bytes) {
    const [start, end] = span(random, bytes.length);
    return Buffer.concat([bytes.subarray(0, start), bytes.subarray(end)]);
  },
  function repeat(random, bytes) {
    const [start, end] = span(random, bytes.length);
    return Buffer.concat([bytes.subarray(0, end), bytes.subarray(start)]);
  },
  function splice(random, bytes, others) {
    const other = pick(random, others);
    const [start, end] = span(random, other.length);
    const at = random.integer(0, bytes.length + 1);
    return Buffer.concat([bytes.subarray(0, at), other.subarray(start, end), bytes.subarray(at)]);
  },
  function insert(random, bytes) {
    const at = random.integer(0, bytes.length + 1);
    const noise = Buffer.from(Array.from({ length: random.integer(1, 9) }, () => random.integer(0, 256)));
    return Buffer.concat([bytes.subarray(0, at), noise, bytes.subarray(at)]);
  },
];

/** A copy with one to five changes. */
export function mutatedBytes(random: Random, seeds: readonly Uint8Array[]): Buffer {
  let bytes: Buffer = Buffer.from(pick(random, seeds));
  for (let left = random.integer(1, most + 1); left > 0; left--) bytes = pick(random, changes)(random, bytes, seeds);
  return bytes;
}

function span(random: Random, length: number): [number, number] {
  const start = random.integer(0, length + 1);
  return [start, Math.min(length, start + random.integer(1, 33))];
}
