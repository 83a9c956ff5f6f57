import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";
import { openArchive, openArchiveBytes } from "./archive.ts";
import type { FileRead, SubmissionFiles } from "./submission-files.ts";
import { tar } from "./testing/tar-writer.ts";
import { zip } from "./testing/zip-writer.ts";

const folder = mkdtempSync(join(tmpdir(), "gradecheck-archive-"));
afterAll(() => rmSync(folder, { recursive: true }));

type Contents = { readonly [path: string]: string };

function entriesOf(contents: Contents): { name: string; data: string }[] {
  return Object.entries(contents).map(([name, data]) => ({ name, data }));
}

const formats: readonly [string, (contents: Contents) => Buffer][] = [
  ["zip", (contents) => zip(entriesOf(contents))],
  ["tar", (contents) => tar(entriesOf(contents))],
  ["tar.gz", (contents) => gzipSync(tar(entriesOf(contents)))],
];

async function filesOf(bytes: Buffer, name = "ada.zip"): Promise<SubmissionFiles> {
  const opened = await openArchiveBytes(name, bytes);
  if (opened.status === "refused") throw new Error(opened.problem.message);
  return opened.files;
}

async function messageOf(bytes: Buffer, name = "ada.zip"): Promise<string> {
  const opened = await openArchiveBytes(name, bytes);
  if (opened.status === "open") throw new Error("It was opened.");
  expect(opened.problem).toEqual({ kind: "archive", message: opened.problem.message });
  return opened.problem.message;
}

function file(path: string, text: string): FileRead {
  return { status: "file", path, text, digest: createHash("sha256").update(text).digest("hex") };
}

describe.each(formats)("a %s archive", (_format, pack) => {
  test("is read as a folder is: the first path that exists, with its digest", async () => {
    const files = await filesOf(pack({ "02-a/relu.ts": "relu", "relu.ts": "bare", "02-a/notes/x.txt": "x" }));
    expect(await files.read(["02-a/relu.ts", "relu.ts"])).toEqual(file("02-a/relu.ts", "relu"));
    expect(await files.read(["exercises/relu.ts", "relu.ts"])).toEqual(file("relu.ts", "bare"));
    expect(await files.read(["02-a/none.ts", "relu.ts/none.ts"])).toEqual({ status: "missing" });
    expect(await files.read(["02-a/notes"])).toMatchObject({
      problem: { kind: "not-a-file", file: "02-a/notes", message: expect.stringContaining("02-a/notes is a folder") },
    });
  });

  test("is opened at its one top folder, whatever a Mac or Windows put beside it", async () => {
    const leftovers = { "__MACOSX/ada/._relu.ts": "", ".DS_Store": "", "._ada": "", "ada/desktop.ini": "" };
    const files = await filesOf(pack({ "ada/02-a/relu.ts": "relu", "ada/shared.ts": "shared", ...leftovers }));
    expect(await files.read(["02-a/relu.ts"])).toEqual(file("02-a/relu.ts", "relu"));
    expect(await files.read(["shared.ts"])).toEqual(file("shared.ts", "shared"));
    expect(await files.read(["ada/shared.ts"])).toEqual({ status: "missing" });
  });

  test("keeps a top folder that is not alone, or belongs to the course", async () => {
    const two = await filesOf(pack({ "ada/relu.ts": "relu", "bob/relu.ts": "relu" }));
    expect(await two.read(["ada/relu.ts"])).toEqual(file("ada/relu.ts", "relu"));
    const exercises = await filesOf(pack({ "exercises/02-a/relu.ts": "relu" }));
    expect(await exercises.read(["exercises/02-a/relu.ts"])).toEqual(file("exercises/02-a/relu.ts", "relu"));
    const unit = await filesOf(pack({ "02-activations/relu.ts": "relu" }));
    expect(await unit.read(["02-activations/relu.ts"])).toEqual(file("02-activations/relu.ts", "relu"));
    const wrapped = await filesOf(pack({ "ada/exercises/02-a/relu.ts": "relu" }));
    expect(await wrapped.read(["exercises/02-a/relu.ts"])).toEqual(file("exercises/02-a/relu.ts", "relu"));
  });

  test("may name its files with ./ in front", async () => {
    const files = await filesOf(pack({ "./": "", "./02-a/relu.ts": "relu", "./shared.ts": "" }));
    expect(await files.read(["02-a/relu.ts"])).toEqual(file("02-a/relu.ts", "relu"));
  });

  test("holds its files to the limits of files on disk", async () => {
    const files = await filesOf(pack({ "large.ts": "x".repeat(2 ** 20), "fits.ts": "x".repeat(2 ** 20 - 1) }));
    expect(await files.read(["fits.ts"])).toMatchObject({ status: "file" });
    expect(await files.read(["large.ts"])).toEqual({
      status: "broken",
      problem: {
        kind: "too-large",
        file: "large.ts",
        message:
          "large.ts has 1048576 bytes, expected less than 1048576 (1 MB). Remove data that the exercise doesn't need.",
      },
    });
  });

  test("may hold no file", async () => {
    expect(await (await filesOf(pack({ "ada/": "" }))).read(["relu.ts"])).toEqual({ status: "missing" });
  });

  describe("is refused when a name", () => {
    const outside =
      "a path that leads out of it, expected paths below its top folder alone. Pack the folder of your solutions again.";
    const backslash = 'expected "/" and no backslash between folders. Pack the folder again with another program.';
    const control = "expected names without control characters. Rename or remove the file and pack the folder again.";
    test.each([
      ["leads above the top", "../evil.ts", `"../evil.ts", ${outside}`],
      ["leads above the top in between", "ada/../../evil.ts", `"ada/../../evil.ts", ${outside}`],
      ["is absolute", "/etc/cron.d/evil", `"/etc/cron.d/evil", ${outside}`],
      ["names a drive", "c:evil.ts", `"c:evil.ts", ${outside}`],
      ["has a backslash", "..\\evil.ts", String.raw`"..\\evil.ts", ${backslash}`],
      ["names a share", "\\\\host\\evil.ts", String.raw`"\\\\host\\evil.ts", ${backslash}`],
      ["acts on a terminal", "\u001b[2J.ts", String.raw`"\u001b[2J.ts", ${control}`],
      ["acts on a terminal as one character", "\u009b2J.ts", String.raw`"\u009b2J.ts", ${control}`],
      ["turns the writing direction and leads out", "../\u202ets.ts", String.raw`"../\u202ets.ts", ${outside}`],
      ["is long", `../${"x".repeat(200)}`.slice(0, 100) + "y", undefined],
    ])("%s", async (_what, name, sentence) => {
      const message = await messageOf(pack({ "relu.ts": "", [name]: "" }));
      if (sentence !== undefined) expect(message).toBe(`"ada.zip" holds ${sentence}`);
      else expect(message).toContain(`"../${"x".repeat(97)}`);
    });

    test("is that of another file of code but for capitals or the form of accents", async () => {
      const remedy = "Remove or rename one of them.";
      expect(await messageOf(pack({ "a/Relu.ts": "", "A/relu.ts": "" }))).toBe(
        `"ada.zip" holds "a/Relu.ts" and "A/relu.ts", expected names that differ in more than capitals or the form of accents. ${remedy}`,
      );
      expect(await messageOf(pack({ "caf\u00e9.js": "", "cafe\u0301.js": "" }))).toContain(
        " expected names that differ ",
      );
      expect(await messageOf(pack({ "a//relu.ts": "", "a/./relu.ts": "" }))).toBe(
        `"ada.zip" holds "a/relu.ts" twice, expected each file once. ${remedy}`,
      );
      await filesOf(pack({ "README.md": "", "readme.md": "", "relu.ts": "" }));
    });
  });

  test("is refused when it has more than 10,000 entries", async () => {
    const many = (count: number): Contents => Object.fromEntries(Array.from({ length: count }, (_, i) => [`${i}`, ""]));
    await filesOf(pack(many(10_000)));
    expect(await messageOf(pack(many(10_001)))).toBe(
      '"ada.zip" holds more than 10000 entries, which is the most that is read. Remove what the exercises don\'t need, such as node_modules.',
    );
  });

  test("is refused when another archive is all that it holds", async () => {
    expect(await messageOf(pack({ "ada/ada.tar.gz": "", "ada/README.md": "" }))).toBe(
      '"ada.zip" holds another archive, "ada/ada.tar.gz", and no .ts or .js file. Unpack it first, and hand in the folder or one archive of it.',
    );
    await filesOf(pack({ "ada/data.zip": "", "ada/relu.ts": "" }));
  });

  test("is refused wherever it is cut, and never half read", async () => {
    const whole = pack({ "02-a/relu.ts": "export const relu = 1;\n", "02-a/other.ts": "x" });
    for (let length = 1; length < whole.length; length += 7) {
      expect(await messageOf(whole.subarray(0, length))).toMatch(
        /^"ada\.zip" (could not be unpacked|is not an archive)/,
      );
    }
  });
});

describe("what is not an archive is refused", () => {
  const message =
    "is not an archive that can be read, expected .zip, .tar, .tar.gz or .tgz. Pack the folder of your solutions as .zip.";

  test.each([
    ["an empty file", Buffer.alloc(0)],
    ["text", Buffer.from("export const relu = 1;\n".repeat(50))],
    ["a RAR archive", Buffer.from("Rar!\x1a\x07\x01\x00", "latin1")],
    ["a zip archive behind something else", Buffer.concat([Buffer.from("#!/bin/sh\n"), zip([{ name: "relu.ts" }])])],
  ])("%s", async (_what, bytes) => {
    expect(await messageOf(bytes, "ada.rar")).toBe(`"ada.rar" ${message}`);
  });

  test("what is compressed and no archive", async () => {
    expect(await messageOf(gzipSync("export const relu = 1;\n".repeat(50)))).toMatch(
      /^"ada\.zip" could not be unpacked \(Invalid tar/,
    );
  });

  test("a file of 32 MB, before it is read", async () => {
    const path = join(folder, "large.zip");
    writeFileSync(path, "PK");
    truncateSync(path, 32 * 2 ** 20);
    expect(await openArchive(path)).toEqual({
      status: "refused",
      problem: {
        kind: "archive",
        message:
          '"large.zip" has 33554432 bytes, expected less than 33554432 (32 MB). Remove data that the exercises don\'t need.',
      },
    });
  });

  test("a link, a folder, a pipe", async () => {
    const regular =
      "is not a regular file, expected an archive. Links are never followed: put the archive itself there.";
    writeFileSync(join(folder, "good.zip"), zip([{ name: "relu.ts" }]));
    symlinkSync("good.zip", join(folder, "link.zip"));
    expect(await openArchive(join(folder, "link.zip"))).toMatchObject({
      problem: {
        message: '"link.zip" could not be read (ELOOP), expected an archive. Check that the file may be read.',
      },
    });
    mkdirSync(join(folder, "folder.zip"));
    expect(await openArchive(join(folder, "folder.zip"))).toMatchObject({
      problem: { message: `"folder.zip" ${regular}` },
    });
    spawnSync("mkfifo", [join(folder, "pipe.zip")]);
    expect(await openArchive(join(folder, "pipe.zip"))).toMatchObject({
      problem: { message: `"pipe.zip" ${regular}` },
    });
  });
});
