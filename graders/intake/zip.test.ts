import { describe, expect, test } from "vitest";
import { deflateRawSync } from "node:zlib";
import { openArchiveBytes } from "./archive.ts";
import type { FileRead } from "./submission-files.ts";
import { zip, type ZipEntry } from "./testing/zip-writer.ts";

async function messageOf(bytes: Buffer): Promise<string> {
  const opened = await openArchiveBytes("ada.zip", bytes);
  if (opened.status === "open") throw new Error("It was opened.");
  expect(opened.problem.kind).toBe("archive");
  return opened.problem.message;
}

/** Opens an archive with these entries, and reads one. */
async function read(entries: readonly ZipEntry[], path: string): Promise<FileRead> {
  const opened = await openArchiveBytes("ada.zip", zip(entries));
  if (opened.status === "refused") throw new Error(opened.problem.message);
  return opened.files.read([path]);
}

const again = "expected a whole archive. Pack the folder of your solutions again.";

describe("a zip archive", () => {
  test("may be written as zip64, and hold stored files and folders", async () => {
    const entries = [{ name: "a/" }, { name: "a/relu.ts", data: "relu", method: 0 }, { name: "b.ts", data: "b" }];
    const opened = await openArchiveBytes("ada.zip", zip(entries, { zip64Count: 3n }));
    if (opened.status === "refused") throw new Error(opened.problem.message);
    expect(await opened.files.read(["a/relu.ts"])).toMatchObject({ text: "relu" });
    expect(await opened.files.read(["b.ts"])).toMatchObject({ text: "b" });
  });

  test("may hold damage in what no exercise needs, and a bomb that is never inflated", async () => {
    const bomb = { name: "bomb.bin", data: deflateRawSync(Buffer.alloc(50 * 2 ** 20)), method: 0 };
    const entries = [{ name: "relu.ts", data: "relu" }, { name: "b.ts", data: "b", crc: 1 }, bomb];
    expect(await read(entries, "relu.ts")).toMatchObject({ text: "relu" });
  });
});

describe("a zip archive is refused", () => {
  test.each([
    ["a symbolic link", 0o120777],
    ["a device", 0o020666],
    ["a device", 0o060666],
    ["a pipe", 0o010644],
    ["a socket", 0o140644],
  ])("when it holds %s", async (kind, mode) => {
    expect(await messageOf(zip([{ name: "relu.ts", data: "/etc/passwd", mode }]))).toBe(
      `"ada.zip" holds "relu.ts", which is ${kind}, expected files and folders alone. Put the file itself in its place.`,
    );
  });

  test("when it has 100,000 entries, before they are read", async () => {
    const message =
      '"ada.zip" holds more than 10000 entries, which is the most that is read. Remove what the exercises don\'t need, such as node_modules.';
    expect(await messageOf(zip([{ name: "relu.ts" }], { zip64Count: 100_000n }))).toBe(message);
    expect(await messageOf(zip([{ name: "relu.ts" }], { zip64Count: 2n ** 64n - 1n }))).toBe(message);
    expect(await messageOf(zip([{ name: "relu.ts" }], { count: 65_535 }))).toBe(message);
  });

  test("when its list is longer or shorter than its count", async () => {
    const entries = [{ name: "a.ts" }, { name: "b.ts" }, { name: "c.ts" }];
    const longer = `"ada.zip" could not be unpacked (the list of files does not end where its count says), ${again}`;
    expect(await messageOf(zip(entries, { count: 2 }))).toBe(longer);
    expect(await messageOf(zip(entries, { zip64Count: 1n }))).toBe(longer);
    expect(await messageOf(zip(entries, { count: 0 }))).toBe(longer);
    expect(await messageOf(zip(entries, { count: 4 }))).toBe(
      `"ada.zip" could not be unpacked (unexpected EOF), ${again}`,
    );
  });

  test.each([
    ["in general", 0x1],
    ["in its list", 0x2000],
  ])("when a file is encrypted, %s", async (_how, flags) => {
    expect(await messageOf(zip([{ name: "relu.ts", data: "x".repeat(20), flags }]))).toBe(
      '"ada.zip" holds "relu.ts", which is encrypted, expected files that need no password. Pack the folder again without one.',
    );
  });

  test("when a file is strongly encrypted", async () => {
    expect(await messageOf(zip([{ name: "relu.ts", flags: 0x41 }]))).toBe(
      `"ada.zip" could not be unpacked (strong encryption is not supported), ${again}`,
    );
  });

  test("when a file is compressed in another way", async () => {
    expect(await messageOf(zip([{ name: "relu.ts", data: "x", method: 14 }]))).toBe(
      '"ada.zip" holds "relu.ts", compressed by method 14, expected 0 (stored) or 8 (deflated). Pack the folder again as an ordinary .zip.',
    );
  });

  test("when a name has a NUL in it", async () => {
    expect(await messageOf(zip([{ name: "relu.ts\0.txt" }]))).toBe(
      String.raw`"ada.zip" holds "relu.ts\u0000.txt", expected names without control characters. Rename or remove the file and pack the folder again.`,
    );
  });

  test("when a file has no name", async () => {
    expect(await messageOf(zip([{ name: "./." }]))).toBe(
      '"ada.zip" holds a file without a name, expected a name for each. Pack the folder again.',
    );
  });

  test("when entries share their bytes, whole or in part", async () => {
    const message = "in the same bytes, expected one after the other. Pack the folder of your solutions again.";
    const shared = zip([
      { name: "a.ts", data: "x" },
      { name: "b.ts", data: "x", sameBytesAs: 0 },
    ]);
    expect(await messageOf(shared)).toBe(`"ada.zip" holds "a.ts" and "b.ts" ${message}`);
    // The second one's header is the content of the first, as in a bomb whose entries quote each other.
    const inner = zip([{ name: "b.ts", data: "x", method: 0 }]).subarray(0, 30 + 4 + 1);
    const quoting = [
      { name: "a.ts", data: inner, method: 0 },
      { name: "b.ts", data: "x", method: 0, offset: 30 + 4 },
    ];
    expect(await messageOf(zip(quoting))).toBe(`"ada.zip" holds "a.ts" and "b.ts" ${message}`);
  });

  test("when a file reaches into the list, or past the end", async () => {
    const entry = { name: "a.ts", data: "x", method: 0 };
    expect(await messageOf(zip([{ ...entry, packedSize: 20, size: 20 }]))).toBe(
      `"ada.zip" could not be unpacked (a file reaches into the list of files), ${again}`,
    );
    expect(await messageOf(zip([{ ...entry, packedSize: 2000, size: 2000 }]))).toMatch(
      /^"ada\.zip" could not be unpacked \(file data overflows file bounds: /,
    );
    expect(await messageOf(zip([entry, { ...entry, offset: 10 ** 9 }]))).toContain("(unexpected EOF)");
  });
});

describe("a file of a zip archive, once it is needed, has the whole refused", () => {
  const refused = (what: string): FileRead => ({
    status: "broken",
    problem: { kind: "archive", message: `"ada.zip" could not be unpacked ("relu.ts" ${what}), ${again}` },
  });

  test("when it has another checksum", async () => {
    for (const method of [0, 8])
      expect(await read([{ name: "relu.ts", data: "x", crc: 1, method }], "relu.ts")).toEqual(
        refused("does not have its checksum"),
      );
  });

  test("when it inflates to more than it declares, at the first byte too many", async () => {
    const bomb = { name: "relu.ts", data: Buffer.alloc(20 * 2 ** 20), size: 1000 };
    expect(await read([bomb], "relu.ts")).toEqual(refused("has more than the 1000 bytes that it declares"));
    expect(await read([{ ...bomb, size: 0 }], "relu.ts")).toEqual(
      refused("has more than the 0 bytes that it declares"),
    );
  });

  test("when it inflates to less than it declares", async () => {
    expect(await read([{ name: "relu.ts", data: "four", size: 5 }], "relu.ts")).toEqual(
      refused("has 4 bytes and declares 5"),
    );
  });

  test("when it is cut short, or no compressed data at all", async () => {
    const packedSize = deflateRawSync("x".repeat(1000)).length - 2;
    expect(await read([{ name: "relu.ts", data: "x".repeat(1000), packedSize }], "relu.ts")).toEqual(
      refused("unexpected end of file"),
    );
  });
});
