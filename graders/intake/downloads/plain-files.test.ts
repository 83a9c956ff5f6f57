import { describe, expect, test } from "vitest";
import { exerciseNames } from "../exercise-names.ts";
import type { DownloadFile } from "./download.ts";
import { groupPlainFiles, isClassOfFiles } from "./plain-files.ts";

const some = exerciseNames([
  "02-activations/relu",
  "02-activations/leaky-relu",
  "02-activations/softmax",
  "08-optimisers/adam",
]);
const one = exerciseNames(["02-activations/relu"]);

function files(...paths: string[]): DownloadFile[] {
  return paths.map((path) => ({ path, read: async () => ({ status: "missing" }) }));
}

function group(names: typeof some, ...paths: string[]): { students: object; strays: Record<string, string> } {
  const { handedIn, strays } = groupPlainFiles(files(...paths), names);
  return {
    students: Object.fromEntries(
      handedIn.map(({ id, files }) => [id, Object.fromEntries([...files].map(([name, { path }]) => [name, path]))]),
    ),
    strays: Object.fromEntries(strays.map(({ path, why }) => [path, why])),
  };
}

describe("plain files of a class", () => {
  test("are split at the exercise, at either end, however it is spelt; helpers follow their student", () => {
    expect(
      group(some, "ada_relu.ts", "Ada-Leaky_ReLU.ts", "ada_helpers.js", "anna-maria_softmax (1).ts", "relu (bob).ts"),
    ).toEqual({
      students: {
        ada: { "relu.ts": "ada_relu.ts", "leaky-relu.ts": "Ada-Leaky_ReLU.ts", "helpers.js": "ada_helpers.js" },
        "anna-maria": { "softmax.ts": "anna-maria_softmax (1).ts" },
        bob: { "relu.ts": "relu (bob).ts" },
      },
      strays: {},
    });
  });

  test("are listed, and given to nobody, where a name could mean two things", () => {
    const { students, strays } = group(
      some,
      "ada_relu.ts",
      "relu-eve.ts",
      "adam_relu.ts",
      "template.ts",
      "relu.ts",
      "x.pdf",
    );
    expect(Object.keys(students)).toEqual(["ada", "eve"]);
    expect(strays).toEqual({
      "adam_relu.ts": 'could be relu of "adam" or adam of "relu"',
      "template.ts": "names no exercise and no student who has one here",
      "relu.ts": "names an exercise and no student",
      "x.pdf": "is no .ts or .js file and no archive",
    });
  });

  test("follow the order that all others have", () => {
    expect(group(some, "ada_relu.ts", "adam_relu.ts").students).toEqual({
      ada: { "relu.ts": "ada_relu.ts" },
      adam: { "relu.ts": "adam_relu.ts" },
    });
  });

  test("need not name the exercise when there is only one", () => {
    expect(group(one, "ada.ts", "bob_relu.ts", "cy (2).ts").students).toEqual({
      ada: { "relu.ts": "ada.ts" },
      bob: { "relu.ts": "bob_relu.ts" },
      cy: { "relu.ts": "cy (2).ts" },
    });
  });

  test("that are twice the same exercise of one student are both kept", () => {
    expect(group(some, "ada_relu.ts", "ADA relu.ts").students).toEqual({
      ada: { "relu.ts": "ada_relu.ts", "ADA relu.ts": "ADA relu.ts" },
    });
  });
});

describe("whether files are those of a class", () => {
  test.each<[boolean, typeof some, string[]]>([
    [true, some, ["ada_relu.ts", "bob_relu.ts"]],
    [true, some, ["ada_relu.ts", "bob_relu.ts", "relu.ts"]],
    [false, some, ["relu.ts", "softmax.ts", "my_relu.ts"]],
    [false, some, ["ada.ts", "bob.ts"]],
    [true, one, ["ada.ts", "bob.ts"]],
    [false, one, ["relu.ts", "helpers.ts", "util.ts"]],
    [false, one, ["notes.txt", "ada.js", "ada_relu.js"]],
  ])("%s", (expected, names, paths) => {
    expect(isClassOfFiles(files(...paths), names)).toBe(expected);
  });
});
