/** Damaged archives, and archives of odd entries, through the intake. */
import { gzipSync } from "node:zlib";
import type { Random } from "#tensor";
import { openArchiveBytes } from "#graders/intake/archive.ts";
import { maxFileBytes } from "#graders/intake/submission-files.ts";
import { paxRecord, tar, type TarEntry } from "#graders/intake/testing/tar-writer.ts";
import { zip, type ZipEntry } from "#graders/intake/testing/zip-writer.ts";
import { removals } from "../minimise.ts";
import { mutatedBytes, pick } from "../mutate/bytes.ts";
import { Violation, type Target } from "../target.ts";

interface Archive {
  readonly name: string;
  readonly bytes: Buffer;
}

const names = ["ada.zip", "ada.tar", "ada.tgz"];
const wanted = ["02-activations/relu.ts", "exercises/02-activations/relu.ts", "relu.ts", "ada", "notes.txt"];
const entryNames = [
  "ada/02-activations/relu.ts",
  "ada/02-activations/RELU.ts",
  "02-activations/relu.ts",
  "relu.ts",
  "exercises/02-activations/relu.ts",
  "../relu.ts",
  "/relu.ts",
  "C:\\relu.ts",
  "ada\\relu.ts",
  "ada/./relu.ts",
  "ada//relu.ts",
  "",
  "/",
  ".",
  "relu.ts/",
  "relu\u0000.ts",
  "re\u0301lu.ts",
  "r\u00e9lu.ts",
  "\u202erelu.ts",
  "__MACOSX/._relu.ts",
  "ada/inner.zip",
  "a/".repeat(200) + "x.ts",
  "x".repeat(90) + ".ts",
  "notes.txt",
  "__proto__",
  "constructor.ts",
];
const contents = [
  "export const relu = 1;\n".repeat(40),
  "",
  "\u0000".repeat(3000),
  "x".repeat(2 ** 20 + 9),
  "PK\u0005\u0006" + "\u0000".repeat(18),
];
const modes = [0o100644, 0o120777, 0o040755, 0o010644, 0o140000, 0, 0xffff];

const target: Target<Archive> = {
  name: "archives",
  rule: "An archive gives files within the limits, or a sentence.",
  cases: 20_000,
  async open() {
    return {
      draw: (random) => ({ name: pick(random, names), bytes: oddArchive(random) }),
      judge: outcomesOf,
      *smaller({ name, bytes }) {
        for (const fewer of removals(bytes)) yield { name, bytes: fewer };
      },
      written: ({ name, bytes }) =>
        JSON.stringify({ name, size: bytes.length, base64: bytes.toString("base64").slice(0, 8000) }),
    };
  },
};
export default target;

function oddArchive(random: Random): Buffer {
  const isZip = random.integer(0, 2) === 0;
  const whole = isZip ? oddZip(random) : oddTar(random);
  const damaged = random.integer(0, 3) > 0 ? mutatedBytes(random, [whole]) : whole;
  if (isZip || random.integer(0, 2) === 0) return damaged;
  const packed = gzipSync(damaged);
  return random.integer(0, 4) === 0 ? mutatedBytes(random, [packed]) : packed;
}

function oddZip(random: Random): Buffer {
  const entries = Array.from({ length: random.integer(0, 5) }, (_, index): ZipEntry => {
    const odd = random.integer(0, 3) === 0;
    return {
      name: pick(random, entryNames),
      data: pick(random, contents),
      method: pick(random, odd ? [0, 8, 9, 99] : [0, 8]),
      ...(odd ? { mode: pick(random, modes), flags: pick(random, [0, 1, 8, 0x800, 0x2041]) } : {}),
      ...(odd && random.integer(0, 2) === 0 ? { size: pick(random, [0, 1, 2 ** 32 - 1]) } : {}),
      ...(odd && index > 0 && random.integer(0, 2) === 0 ? { sameBytesAs: 0 } : {}),
    };
  });
  const count = pick(random, [0, 1, 65_535]);
  return zip(entries, pick(random, [{}, {}, {}, { count }, { zip64Count: BigInt(count) }]));
}

function oddTar(random: Random): Buffer {
  const entries = Array.from({ length: random.integer(0, 5) }, (): TarEntry => {
    const name = pick(random, entryNames);
    if (random.integer(0, 5) === 0)
      return {
        name: "pax",
        type: pick(random, ["x", "g"]),
        data: paxRecord(pick(random, ["path", "size", "linkpath", "mtime"]), pick(random, [name, "-1", "99999999999"])),
      };
    if (random.integer(0, 8) === 0) return { name, type: "L", data: pick(random, [name, "x".repeat(5000)]) };
    const odd = random.integer(0, 4) === 0;
    return {
      name,
      data: pick(random, contents),
      ...(odd ? { type: pick(random, ["1", "2", "3", "5", "6", "7", "S", "\u0000"]), linkName: "/etc/passwd" } : {}),
      ...(odd && random.integer(0, 3) === 0 ? { size: pick(random, [0, 1, 2 ** 33 - 1]) } : {}),
    };
  });
  return tar(entries, Buffer.alloc(pick(random, [1024, 512, 0, 2048])));
}

async function outcomesOf({ name, bytes }: Archive): Promise<string[]> {
  const opened = await openArchiveBytes(name, bytes);
  if (opened.status === "refused") {
    sentence(opened.problem.message);
    return [
      `refused: ${opened.problem.message
        .replace(/"(?:[^"\\]|\\.)*"/g, "…")
        .replace(/\d+/g, "#")
        .slice(0, 60)}`,
    ];
  }
  const outcomes: string[] = [];
  for (const path of wanted) {
    const read = await opened.files.read([path]);
    if (read.status === "broken") sentence(read.problem.message);
    if (read.status === "file" && Buffer.byteLength(read.text) >= maxFileBytes)
      throw new Violation("a file beyond the limit is read");
    outcomes.push(`open: ${read.status}`);
  }
  return outcomes;
}

function sentence(message: string): void {
  if (message.length > 1200 || /\p{Cc}/u.test(message) || !message.endsWith("."))
    throw new Violation(`this is no sentence: ${JSON.stringify(message.slice(0, 300))}`);
}
