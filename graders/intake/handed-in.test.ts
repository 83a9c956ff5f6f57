import { describe, expect, test } from "vitest";
import type { DownloadFile } from "./downloads/download.ts";
import { openFiles } from "./handed-in.ts";
import type { BytesRead } from "./submission-files.ts";
import { zip } from "./testing/zip-writer.ts";

/** Reads the first of some paths in a submission of these files, or says why it is refused. */
async function read(files: Record<string, string | Uint8Array | BytesRead>, ...paths: string[]): Promise<string> {
  const all = Object.entries(files).map(([path, data]): [string, DownloadFile] => {
    const isText = typeof data === "string" || data instanceof Uint8Array;
    const result: BytesRead = isText ? { status: "read", bytes: Buffer.from(data) } : data;
    return [path, { path, read: async () => result }];
  });
  const opened = await openFiles(new Map(all));
  if (opened.status === "refused") return opened.problem.message;
  const found = await opened.files.read(paths);
  if (found.status === "broken") return found.problem.message;
  return found.status === "file" ? `${found.path}: ${found.text}` : found.status;
}

describe("the files of a submission", () => {
  test("are found by their last name when the folders were lost, under the path that was asked for", async () => {
    const flat = { "relu.ts": "r", "sum.ts": "s" };
    expect(await read(flat, "02-activations/relu.ts")).toBe("02-activations/relu.ts: r");
    expect(await read(flat, "lib/sum.ts")).toBe("lib/sum.ts: s");
    expect(await read({ ...flat, "a/b.ts": "b" }, "02-activations/relu.ts", "a/b.ts")).toBe("a/b.ts: b");
    expect(await read({ "a/b.ts": "b" }, "a")).toMatch(/^a is a folder, /);
  });

  test("are those of its archives when it has no code beside them", async () => {
    const relu = zip([{ name: "relu.ts", data: "in a" }]);
    const both = zip([
      { name: "relu.ts", data: "in b" },
      { name: "softmax.ts", data: "soft" },
    ]);
    const archives = { "a.zip": relu, "b.zip": both, "notes.txt": "n" };
    expect(await read(archives, "relu.ts")).toBe("relu.ts: in a");
    expect(await read(archives, "softmax.ts")).toBe("softmax.ts: soft");
    expect(await read({ ...archives, "relu.ts": "beside" }, "relu.ts")).toBe("relu.ts: beside");
    expect(await read({ ...archives, "relu.ts": "beside" }, "softmax.ts")).toBe("missing");
  });

  test("are refused with an archive that can't be opened, in a sentence", async () => {
    expect(await read({ "a.rar": "Rar!" }, "relu.ts")).toMatch(
      /^"a\.rar" is not an archive that can be read, expected /,
    );
    expect(await read({ "a.zip": { status: "too large", size: 2 ** 25 } }, "relu.ts")).toMatch(
      /^"a\.zip" has 33554432 bytes, expected less than 33554432 \(32 MB\)\./,
    );
    expect(await read({ "a.zip": { status: "refused", found: "is a link" } }, "relu.ts")).toBe(
      '"a.zip" is a link, expected an archive. Put the archive itself there.',
    );
    expect(await read({ "a.zip": { status: "missing" } }, "relu.ts")).toMatch(/^"a\.zip" is no longer there, /);
  });
});
