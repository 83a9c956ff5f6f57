import { describe, expect, test } from "vitest";
import { exerciseNames } from "../exercise-names.ts";
import type { Download } from "./download.ts";
import { gradescope } from "./gradescope.ts";

const names = exerciseNames(["02-activations/relu"]);

function exportOf(metadata: string, ...paths: string[]): Download {
  const file = (path: string, text: string): Download["files"][number] => ({
    path,
    read: async () => ({ status: "read", bytes: Buffer.from(text) }),
  });
  const all = [file("assignment_7_export/submission_metadata.yml", metadata), ...paths.map((path) => file(path, ""))];
  return { name: "export", files: all, unread: [] };
}

const metadata = `---
submission_41:
  :submitters:
  - :name: "Lovelace: Ada"
    :sid: '007'
    :email: ada@example.org
  :created_at: 2026-04-26 17:34:00.861687000 Z
  :score: !ruby/object:BigDecimal 18:0.2e1
  :results:
    score: 2.0
    output: |-
      submission_99:
        :submitters: everybody

      the end
  :history:
  - :created_at: 2026-04-20 08:00:00.000000000 Z
    :score: 0.0
    :results:
      output: "a: b"
  - :id: 39
    :created_at: 2026-04-21 08:00:00.000000000 Z
submission_42:
  :submitters:
  - :name: Bob
    :sid: 333
  - :name: Cy Young
    :email: cy@example.org
  :created_at: yesterday
submission_43:
  :submitters: []
`;

describe("a Gradescope export", () => {
  test("says who handed in, when and for which time; a group is several, and nobody is nobody", async () => {
    const root = "assignment_7_export";
    const { handedIn, strays } = await gradescope.group(
      exportOf(
        metadata,
        `${root}/submission_41/relu.ts`,
        `${root}/submission_42/code/relu.ts`,
        `${root}/submission_39/relu.ts`,
        `${root}/submission_77/relu.ts`,
        `${root}/notes.txt`,
        "beside.txt",
      ),
      names,
    );
    expect(handedIn.map(({ files, ...one }) => ({ ...one, files: [...files.keys()] }))).toEqual([
      {
        id: "lovelace-ada-39",
        identities: [{ name: "Lovelace: Ada", sisId: "007", email: "ada@example.org" }],
        attempt: 2,
        submittedAt: "2026-04-21T08:00:00.000Z",
        files: ["relu.ts"],
      },
      {
        id: "lovelace-ada-41",
        identities: [{ name: "Lovelace: Ada", sisId: "007", email: "ada@example.org" }],
        attempt: 3,
        submittedAt: "2026-04-26T17:34:00.861Z",
        files: ["relu.ts"],
      },
      {
        id: "bob-cy-young-42",
        identities: [
          { name: "Bob", sisId: "333" },
          { name: "Cy Young", email: "cy@example.org" },
        ],
        attempt: 1,
        files: ["relu.ts"],
      },
      { id: "submission-43", identities: [], attempt: 1, files: [] },
      { id: "submission-77", identities: [{ any: "submission_77" }], files: ["relu.ts"] },
    ]);
    expect(strays.map(({ path }) => path)).toEqual(["beside.txt", `${root}/notes.txt`]);
  });

  test("is known by its metadata, at the top or in one folder", () => {
    expect(gradescope.recognise(exportOf("", "x/relu.ts"), 0.5)).toContain("submission_metadata.yml");
    expect(gradescope.recognise({ name: "x", files: [], unread: [] }, 0.5)).toBeUndefined();
  });

  test.each([
    ["a: [", /^grade: submission_metadata\.yml is not YAML: .+\. Export the submissions from Gradescope again\.$/],
    ["- 1", /^grade: submission_metadata\.yml names no submissions\. /],
    [
      `a: &a [x,x,x,x,x,x,x,x,x,x]\n${Array.from("bcdefg")
        .map((key, index) => `${key}: &${key} [${Array(10).fill(`*${"abcdefg"[index]}`).join()}]`)
        .join("\n")}`,
      /is not YAML: /,
    ],
  ])("with damaged metadata is refused in a sentence (%#)", async (text, message) => {
    await expect(gradescope.group(exportOf(text), names)).rejects.toThrow(message);
  });
});
