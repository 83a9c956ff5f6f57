import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { openArchiveBytes } from "./archive.ts";
import type { SubmissionFiles } from "./submission-files.ts";
import { paxRecord, tar } from "./testing/tar-writer.ts";

async function filesOf(bytes: Buffer): Promise<SubmissionFiles> {
  const opened = await openArchiveBytes("ada.tgz", bytes);
  if (opened.status === "refused") throw new Error(opened.problem.message);
  return opened.files;
}

async function messageOf(bytes: Buffer): Promise<string> {
  const opened = await openArchiveBytes("ada.tgz", bytes);
  if (opened.status === "open") throw new Error("It was opened.");
  expect(opened.problem.kind).toBe("archive");
  return opened.problem.message;
}

describe("a tar archive", () => {
  test("may name files in extended headers, and carry the comment of git", async () => {
    const long = `${"deep/".repeat(30)}relu.ts`;
    const files = await filesOf(
      tar([
        { name: "pax_global_header", type: "g", data: paxRecord("comment", "0123456789abcdef") },
        { name: "x", type: "x", data: paxRecord("path", long) },
        { name: "cut short", data: "pax" },
        { name: "././@LongLink", type: "L", data: `gnu-${long}\0` },
        { name: "cut short", data: "gnu" },
      ]),
    );
    expect(await files.read([long])).toMatchObject({ text: "pax" });
    expect(await files.read([`gnu-${long}`])).toMatchObject({ text: "gnu" });
  });
});

describe("a tar archive is refused", () => {
  test.each([
    ["a hard link", "1"],
    ["a symbolic link", "2"],
    ["a device", "3"],
    ["a device", "4"],
    ["a pipe", "6"],
  ])("when it holds %s, of type %s", async (kind, type) => {
    const bytes = tar([{ name: "relu.ts" }, { name: "evil.ts", type, linkName: "/etc/passwd" }]);
    const message = `"ada.tgz" holds "evil.ts", which is ${kind}, expected files and folders alone. Put the file itself in its place.`;
    expect(await messageOf(bytes)).toBe(message);
    expect(await messageOf(gzipSync(bytes))).toBe(message);
  });

  test("when a path of an extended header leads out of it, or has a NUL in it", async () => {
    const renamed = (path: string): Buffer =>
      tar([{ name: "x", type: "x", data: paxRecord("path", path) }, { name: "relu.ts" }]);
    expect(await messageOf(renamed("../evil.ts"))).toContain('holds "../evil.ts", a path that leads out of it');
    expect(await messageOf(renamed("evil.ts\0.txt"))).toContain(String.raw`holds "evil.ts\u0000.txt", expected names`);
  });

  test("when a path has more than 1,000 characters", async () => {
    const long = `${"a/".repeat(500)}b.ts`;
    expect(await messageOf(tar([{ name: "x", type: "x", data: paxRecord("path", long) }, { name: "a.ts" }]))).toBe(
      `"ada.tgz" holds "${"a/".repeat(50)}…", a path of 1004 characters, expected at most 1000. Give it a shorter name.`,
    );
  });

  test("when it unpacks to more than 64 MB", async () => {
    const bytes = gzipSync(tar([{ name: "data.bin", data: Buffer.alloc(65 * 2 ** 20) }, { name: "relu.ts" }]));
    expect(await messageOf(bytes)).toBe(
      '"ada.tgz" unpacks to more than 67108864 bytes (64 MB), which is the most that is read. Remove data that the exercises don\'t need.',
    );
    const endless = gzipSync(tar([{ name: "data.bin", data: Buffer.alloc(70 * 2 ** 20), size: 2 ** 32 }]));
    expect(await messageOf(endless)).toContain("unpacks to more than 67108864 bytes");
  });

  test("when a size lies", async () => {
    for (const size of [2, 1025, 2 ** 32])
      expect(await messageOf(tar([{ name: "relu.ts", data: "x".repeat(513), size }]))).toMatch(
        /^"ada\.tgz" could not be unpacked \((Invalid tar header checksum|Tar archive is truncated)\), expected a whole archive\. Pack the folder of your solutions again\.$/,
      );
  });

  test("when a header or the compressed data is damaged", async () => {
    const bytes = tar([{ name: "relu.ts", data: "x" }]);
    bytes[3]! ^= 1;
    expect(await messageOf(bytes)).toContain("could not be unpacked (Invalid tar header checksum)");
    const compressed = gzipSync(tar([{ name: "relu.ts", data: "x" }]));
    compressed[compressed.length - 5]! ^= 1;
    expect(await messageOf(compressed)).toMatch(/could not be unpacked \(incorrect (data|length) check\)/);
  });

  test("when something follows its end", async () => {
    const twice = Buffer.concat([tar([{ name: "a.ts" }]), tar([{ name: "b.ts" }])]);
    expect(await messageOf(twice)).toMatch(/^"ada\.tgz" could not be unpacked \(/);
    expect(await messageOf(tar([{ name: "a.ts" }], Buffer.alloc(0)))).toContain("(Tar archive is truncated)");
  });
});
