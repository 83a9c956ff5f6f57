/**
 * Damages good archives in random ways: whatever comes of it must be files within the limits or a sentence.
 *
 * The tests run this with a fixed seed; for a longer search, call {@link fuzzArchives} with another seed and more runs.
 */
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { openArchiveBytes } from "../archive.ts";
import { maxFileBytes } from "../submission-files.ts";
import { paxRecord, tar, writeChecksum } from "./tar-writer.ts";
import { zip } from "./zip-writer.ts";

const files = [
  { name: "ada/02-activations/relu.ts", data: "export const relu = 1;\n".repeat(40) },
  { name: "ada/02-activations/helper.js", data: "export const help = 2;\n" },
  { name: "ada/notes.txt", data: "nothing\n" },
];
const paths = ["02-activations/relu.ts", "02-activations/helper.js", "relu.ts", "ada/02-activations/relu.ts", "ada"];
const goodZip = zip([...files, { name: "ada/stored.ts", data: "export {};", method: 0 }], { zip64Count: 4n });
const goodTar = tar([
  { name: "ada/", type: "5" },
  { name: "pax", type: "x", data: paxRecord("path", "ada/02-activations/long.ts") },
  ...files,
]);

/** What each is made from, and what is done to it after the damage. */
const kinds: Readonly<Record<string, { readonly good: Buffer; readonly finish?: (bytes: Buffer) => Buffer }>> = {
  zip: { good: goodZip },
  tar: { good: goodTar },
  "tar whose headers are valid again": { good: goodTar, finish: repairChecksums },
  tgz: { good: gzipSync(goodTar) },
  "tgz of a damaged tar": { good: goodTar, finish: (bytes) => gzipSync(repairChecksums(bytes)) },
};

const damage = fc.record({
  how: fc.constantFrom("overwrite", "remove", "repeat", "cut"),
  /** Where, as a part of the length; most of a zip's meaning is at its end. */
  at: fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0.7, max: 1, noNaN: true })),
  bytes: fc.oneof(
    fc.uint8Array({ minLength: 1, maxLength: 12 }),
    fc.constantFrom(
      ...["../", "\\", "\0", "/", "\xff\xff\xff\xff", "PK\x05\x06"].map((text) => Buffer.from(text, "latin1")),
    ),
  ),
});
type Damage = typeof damage extends fc.Arbitrary<infer T> ? T : never;

/** @throws when an archive makes the intake throw, or gives what is neither files nor a sentence. */
export async function fuzzArchives({ seed, runs }: { readonly seed: number; readonly runs: number }): Promise<void> {
  const property = fc.asyncProperty(
    fc.constantFrom(...Object.keys(kinds)),
    fc.array(damage, { minLength: 1, maxLength: 4 }),
    async (kind, damages) => {
      const { good, finish } = kinds[kind]!;
      const bytes = damages.reduce(applied, good);
      await check(finish ? finish(bytes) : bytes);
    },
  );
  await fc.assert(property, { seed, numRuns: runs });
}

function applied(bytes: Buffer, { how, at, bytes: patch }: Damage): Buffer {
  const start = Math.floor(at * bytes.length);
  const before = bytes.subarray(0, start);
  const after = bytes.subarray(start);
  if (how === "cut") return Buffer.from(before);
  if (how === "remove") return Buffer.concat([before, after.subarray(patch.length)]);
  if (how === "repeat") return Buffer.concat([before, after, after]);
  return Buffer.concat([before, patch, after.subarray(patch.length)]);
}

function repairChecksums(bytes: Buffer): Buffer {
  const repaired = Buffer.from(bytes);
  for (let start = 0; start + 512 <= repaired.length; start += 512) {
    const block = repaired.subarray(start, start + 512);
    if (block.toString("latin1", 257, 262) === "ustar") writeChecksum(block);
  }
  return repaired;
}

async function check(bytes: Buffer): Promise<void> {
  const opened = await openArchiveBytes("ada.zip", bytes);
  if (opened.status === "refused") return checkSentence(opened.problem.message);
  for (const path of paths) {
    const read = await opened.files.read([path]);
    if (read.status === "broken") checkSentence(read.problem.message);
    if (read.status === "file" && Buffer.byteLength(read.text) >= maxFileBytes)
      throw new Error(`${path} has ${read.text.length} characters`);
  }
}

function checkSentence(message: string): void {
  if (!/^("ada\.zip"|ada|\d\d-[a-z/.-]+|relu\.ts) \P{Cc}{20,1000}\.$/u.test(message))
    throw new Error(`This is no sentence: ${JSON.stringify(message)}`);
}
