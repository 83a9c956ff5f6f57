import { createHash } from "node:crypto";
import { linkSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { folderFiles } from "#graders/intake/folder.ts";
import type { Problem } from "./executor.ts";
import { prepareExercise, type Prepared } from "./source.ts";

const folder = mkdtempSync(join(tmpdir(), "gradecheck-source-"));
afterAll(() => rmSync(folder, { recursive: true }));
let count = 0;

/** A submission with these files. */
function submission(files: { readonly [path: string]: string | Uint8Array }): string {
  const root = join(folder, String(++count));
  mkdirSync(root);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return root;
}

function prepare(files: { readonly [path: string]: string | Uint8Array }): Promise<Prepared> {
  return prepareExercise({ submission: folderFiles(submission(files)), id: "02-a/relu" });
}

async function problemOf(
  text: string | Uint8Array,
  others: { readonly [path: string]: string } = {},
): Promise<Problem> {
  const prepared = await prepare({ "02-a/relu.ts": text, ...others });
  if (prepared.status === "ready") throw new Error("ready");
  return prepared.problem;
}

describe("prepareExercise", () => {
  test("removes types and leaves every line and column where it was", async () => {
    const text = 'import { type Shape, Tensor } from "#tensor";\nexport const f = (x: Tensor): Shape => x.shape;\n';
    const prepared = await prepare({ "02-a/relu.ts": text });
    expect(prepared).toEqual({
      status: "ready",
      files: { "02-a/relu.ts": createHash("sha256").update(text).digest("hex") },
      source: {
        id: "02-a/relu",
        entry: "02-a/relu.ts",
        modules: new Map([
          [
            "02-a/relu.ts",
            'import {             Tensor } from "#tensor";\nexport const f = (x        )        => x.shape;\n',
          ],
        ]),
      },
    });
  });

  test("finds the file as in the course, below exercises/, or bare, in this order", async () => {
    const entryOf = async (...paths: string[]): Promise<unknown> => {
      const prepared = await prepare(Object.fromEntries(paths.map((path) => [path, "export {};"])));
      return prepared.status === "ready" && prepared.source.entry;
    };
    expect(await entryOf("relu.ts", "exercises/02-a/relu.ts", "02-a/relu.ts")).toBe("02-a/relu.ts");
    expect(await entryOf("relu.ts", "exercises/02-a/relu.ts")).toBe("exercises/02-a/relu.ts");
    expect(await entryOf("relu.ts")).toBe("relu.ts");
  });

  test("takes along the student's own files and drops a byte-order mark", async () => {
    const prepared = await prepare({
      "02-a/relu.ts": '\ufeffimport { a } from "./helper.js";\nimport { b } from "../shared";\nexport { a, b };',
      "02-a/helper.ts": 'import { b } from "../shared/index.ts";\nexport const a: number = b;',
      "shared/index.ts": 'import "../02-a/relu.ts";\nexport const b: number = 1;',
      "unused.ts": "enum Unread { A }",
    });
    if (prepared.status === "broken") throw new Error(prepared.problem.message);
    expect([...prepared.source.modules.keys()]).toEqual(["02-a/relu.ts", "02-a/helper.ts", "shared/index.ts"]);
    expect(prepared.source.modules.get("02-a/relu.ts")).toMatch(/^import/);
    expect(Object.keys(prepared.files)).toEqual(["02-a/relu.ts", "02-a/helper.ts", "shared/index.ts"]);
  });

  test("hands on the programs of the spec", async () => {
    const programs = [{ path: "programs", text: "export const p = 1;", links: {} }];
    const prepared = await prepareExercise({
      submission: folderFiles(submission({ "02-a/relu.ts": "" })),
      id: "02-a/relu",
      programs,
    });
    expect(prepared).toMatchObject({ source: { programs } });
  });
});

describe("a submission that can't be used", () => {
  test("lacks the file", async () => {
    const prepared = await prepare({ "other.ts": "" });
    const message =
      "02-a/relu.ts is missing. Put your solution at that path in the submission (exercises/02-a/relu.ts and relu.ts were looked for too).";
    expect(prepared).toEqual({
      status: "broken",
      problem: { kind: "missing", file: "02-a/relu.ts", message },
      files: {},
    });
    expect(await prepareExercise({ submission: folderFiles(join(folder, "nowhere")), id: "02-a/relu" })).toMatchObject({
      problem: { kind: "missing" },
    });
  });

  test("has a link, or a folder of links, where the file should be", async () => {
    const target = submission({ "02-a/relu.ts": "export const secret = 1;" });
    const advice = "expected a regular file. Links are not followed: put the file itself into the submission.";
    const linked = submission({ "02-a/x.ts": "" });
    symlinkSync(join(target, "02-a/relu.ts"), join(linked, "02-a/relu.ts"));
    expect(await prepareExercise({ submission: folderFiles(linked), id: "02-a/relu" })).toMatchObject({
      problem: { kind: "not-a-file", file: "02-a/relu.ts", message: `02-a/relu.ts is a link, ${advice}` },
      files: {},
    });
    const second = submission({ "02-a/x.ts": "" });
    linkSync(join(target, "02-a/relu.ts"), join(second, "02-a/relu.ts"));
    expect(await prepareExercise({ submission: folderFiles(second), id: "02-a/relu" })).toMatchObject({
      problem: {
        kind: "not-a-file",
        message: `02-a/relu.ts is a hard link: the same file has another name, ${advice}`,
      },
    });
    const linkedFolder = submission({});
    symlinkSync(join(target, "02-a"), join(linkedFolder, "02-a"));
    expect(await prepareExercise({ submission: folderFiles(linkedFolder), id: "02-a/relu" })).toMatchObject({
      problem: { message: `02-a is a link, ${advice}` },
    });
    const dangling = submission({});
    symlinkSync("/nowhere", join(dangling, "relu.ts"));
    expect(await prepareExercise({ submission: folderFiles(dangling), id: "02-a/relu" })).toMatchObject({
      problem: { message: `relu.ts is a link, ${advice}` },
    });
    expect(await prepare({ "02-a/relu.ts/x": "" })).toMatchObject({
      problem: { kind: "not-a-file", message: `02-a/relu.ts is a folder, ${advice}` },
    });
  });

  test("has a file of 10 MB", async () => {
    const message =
      "02-a/relu.ts has 10485760 bytes, expected less than 1048576 (1 MB). Remove data that the exercise doesn't need.";
    expect(await problemOf(new Uint8Array(10 * 2 ** 20))).toEqual({ kind: "too-large", file: "02-a/relu.ts", message });
  });

  test("has a file that is not text", async () => {
    const message = "02-a/relu.ts is not UTF-8 text. Save it as UTF-8, or export it again from your editor.";
    expect(await problemOf(new Uint8Array([0x65, 0xff, 0x65]))).toEqual({
      kind: "not-text",
      file: "02-a/relu.ts",
      message,
    });
  });

  test("has a syntax error", async () => {
    expect(await problemOf("export const a = 1;\nexport const b = ;\n")).toEqual({
      kind: "syntax",
      file: "02-a/relu.ts",
      line: 2,
      message:
        "02-a/relu.ts, line 2 is not valid TypeScript: Expression expected. Correct the syntax there or just above.",
    });
  });

  test.each([
    [
      "enum Mode { A }",
      "an enum",
      'Use a union of strings, such as type Mode = "train" | "test", or a constant object.',
    ],
    [
      "namespace Own { export const a = 1; }",
      "a namespace",
      "Put its contents at the top level of the file, or into a file of their own.",
    ],
    [
      "class A { constructor(private size: number) {} }",
      "a parameter property",
      "Declare the field in the class and assign it in the constructor: this.size = size.",
    ],
    ["const a = <number>b;", "a type assertion in angle brackets", "Write value as Type."],
    ['import a = require("a");', "import x = require(...)", 'Write import { x } from "#tensor".'],
    ["export = 3;", "export =", "Write export function or export const."],
  ])("uses TypeScript that has to be compiled: %s", async (text, what, remedy) => {
    expect(await problemOf(`\n${text}`)).toEqual({
      kind: "unsupported-typescript",
      file: "02-a/relu.ts",
      line: 2,
      message: `02-a/relu.ts, line 2: ${what} can't be used, because only types are removed from the file before it runs. ${remedy}`,
    });
  });

  test.each([
    [
      'import { readFileSync } from "node:fs";',
      'imports "node:fs", expected "#tensor" or a file of your own such as "./helper.ts". Remove the import.',
    ],
    [
      'export * from "#reference/02-a/relu.ts";',
      'imports "#reference/02-a/relu.ts", expected "#tensor" or a file of your own such as "./helper.ts". Remove the import.',
    ],
    [
      'import "/etc/passwd";',
      'imports "/etc/passwd", expected "#tensor" or a file of your own such as "./helper.ts". Remove the import.',
    ],
    [
      'import "../../secret.ts";',
      'imports "../../secret.ts", which lies outside the submission or isn\'t a .ts or .js file. Import only files that you hand in.',
    ],
    [
      'import data from "./data.json";',
      'imports "./data.json", which lies outside the submission or isn\'t a .ts or .js file. Import only files that you hand in.',
    ],
    [
      'import { a } from "./helper.ts";',
      'imports "./helper.ts", but the submission has no file 02-a/helper.ts. Add the file, or correct the path.',
    ],
    [
      'const fs = await import("node:fs");',
      'uses import(), which an exercise can\'t. Write import { ... } from "#tensor" at the top of the file.',
    ],
    ["const here = import.meta.url;", "uses import.meta, which an exercise can't. Remove it."],
    [
      'import data from "#tensor" with { type: "json" };',
      'uses a special form of import, which an exercise can\'t. Write import { ... } from "#tensor".',
    ],
  ])("imports what it can't: %s", async (text, rest) => {
    expect(await problemOf(`// import("x")\n${text}`)).toEqual({
      kind: "import",
      file: "02-a/relu.ts",
      line: 2,
      message: `02-a/relu.ts, line 2, ${rest}`,
    });
  });

  test("breaks the parser, and the next one is read all the same", async () => {
    const message =
      "02-a/relu.ts nests expressions or types deeper than the parser can follow. Write it in shorter pieces.";
    for (const text of [
      "(".repeat(500_000),
      `let a: ${"Array<".repeat(100_000)}`,
      `const a = 1${"+1".repeat(400_000)}`,
    ]) {
      const [broken, next] = await Promise.all([
        problemOf(text),
        prepare({ "02-a/relu.ts": "export const a: number = 1;" }),
      ]);
      expect(broken).toEqual({ kind: "syntax", file: "02-a/relu.ts", message });
      expect(next.status).toBe("ready");
    }
  });

  test("is held to the same rules in the files that it imports", async () => {
    expect(await problemOf('import "./helper.ts";', { "02-a/helper.ts": "\n\nenum A { B }" })).toMatchObject({
      kind: "unsupported-typescript",
      file: "02-a/helper.ts",
      line: 3,
    });
    expect(await problemOf('import "./helper.ts";', { "02-a/helper.ts": 'import "node:fs";' })).toMatchObject({
      kind: "import",
      file: "02-a/helper.ts",
      line: 1,
    });
  });

  test("consists of more than 32 files", async () => {
    const helpers = Object.fromEntries(
      Array.from({ length: 40 }, (_, i) => [`02-a/h${i}.ts`, `import "./h${i + 1}.ts";`]),
    );
    const message = "02-a/h30.ts, line 1, makes the solution larger than 32 files. Put it into fewer files.";
    expect(await problemOf('import "./h0.ts";', helpers)).toEqual({
      kind: "import",
      file: "02-a/h30.ts",
      line: 1,
      message,
    });
  });

  test("is read no more than once a file, however often it imports it", async () => {
    const prepared = await prepare({
      "02-a/relu.ts": 'import "./h.ts";\n'.repeat(20_000),
      "02-a/h.ts": `// ${"x".repeat(900_000)}`,
    });
    expect(prepared.status).toBe("ready");
  });
});
