import { describe, expect, test } from "vitest";
import { exerciseNames } from "../exercise-names.ts";
import type { HandedIn } from "../handed-in.ts";
import { canvas } from "./canvas.ts";
import type { Download } from "./download.ts";

const names = exerciseNames(["02-activations/relu", "02-activations/softmax", "08-optimisers/adam"]);

function download(...paths: string[]): Download {
  const read = async (): Promise<{ status: "missing" }> => ({ status: "missing" });
  return { name: "submissions", files: paths.map((path) => ({ path, read })), unread: [] };
}

/** Each submission in short: what its files are called, and which they are. */
async function group(...paths: string[]): Promise<Record<string, object>> {
  const { handedIn } = await canvas.group(download(...paths), names);
  const files = (one: HandedIn): object => Object.fromEntries([...one.files].map(([name, { path }]) => [name, path]));
  return Object.fromEntries(
    handedIn.map(({ id, identities: _, ...one }) => [id, { ...one, files: files(one as HandedIn) }]),
  );
}

describe("Canvas's names", () => {
  test("are read: name, late, user, file", async () => {
    const { handedIn, strays } = await canvas.group(
      download(
        "lovelaceada_11_101_relu.ts",
        "o_brienpat_LATE_12_102_my_13_14_notes.txt",
        "álvarezjosé_13_text.html",
        "LATE_anon_Xy9_104_relu.ts",
      ),
      names,
    );
    expect(strays).toEqual([]);
    expect(handedIn.map(({ id, identities, late }) => [id, identities, late])).toEqual([
      ["lovelaceada-11", [{ id: "11", name: "lovelaceada" }], false],
      ["o-brienpat-12", [{ id: "12", name: "o_brienpat" }], true],
      ["alvarezjose-13", [{ id: "13", name: "álvarezjosé" }], false],
      ["anon-Xy9", [{ any: "anon_Xy9" }], true],
    ]);
    expect(handedIn.map(({ files }) => [...files.keys()])).toEqual([
      ["relu.ts"],
      ["my_13_14_notes.txt"],
      ["text.html"],
      ["relu.ts"],
    ]);
  });

  test("that are none are listed with the reason", async () => {
    const paths = ["notes.txt", "lovelaceada_11_relu.ts", "x_1_2_a/relu.ts"];
    const { handedIn, strays } = await canvas.group(download(...paths), names);
    expect(handedIn).toEqual([]);
    expect(strays.map(({ path }) => path)).toEqual(paths);
  });

  test("speak for Canvas when at least half have its form", () => {
    const stray = ["a.txt", "b.txt", "c.txt"];
    expect(canvas.recognise(download("x_1_2_a.ts", "y_LATE_3_4_b.ts", "z_5_link.html", ...stray), 0.5)).toBe(
      '3 of 6 names have the form that Canvas gives them, such as "x_1_2_a.ts"',
    );
    expect(canvas.recognise(download("x_1_2_a.ts", "y_LATE_3_4_b.ts", ...stray), 0.5)).toBeUndefined();
    expect(canvas.recognise(download("relu.ts"), 0.5)).toBeUndefined();
  });
});

describe("a file that was handed in again", () => {
  test("has its own name back, and tells the attempt", async () => {
    expect(await group("x_1_50_relu-2.ts", "x_1_51_softmax.ts")).toEqual({
      "x-1-attempt-3": {
        attempt: 3,
        late: false,
        files: { "relu.ts": "x_1_50_relu-2.ts", "softmax.ts": "x_1_51_softmax.ts" },
      },
    });
  });

  test("beside the earlier ones makes an attempt of each, with what was not handed in again", async () => {
    const attempts = await group(
      "x_1_50_relu.ts",
      "x_1_51_adam.ts",
      "x_1_80_relu-1.ts",
      "x_LATE_1_99_relu-2.ts",
      "x_LATE_1_98_softmax.ts",
    );
    expect(attempts).toEqual({
      "x-1": { attempt: 1, late: false, files: { "relu.ts": "x_1_50_relu.ts", "adam.ts": "x_1_51_adam.ts" } },
      "x-1-attempt-2": {
        attempt: 2,
        late: false,
        files: { "relu.ts": "x_1_80_relu-1.ts", "adam.ts": "x_1_51_adam.ts" },
      },
      "x-1-attempt-3": {
        attempt: 3,
        late: true,
        files: {
          "relu.ts": "x_LATE_1_99_relu-2.ts",
          "adam.ts": "x_1_51_adam.ts",
          "softmax.ts": "x_LATE_1_98_softmax.ts",
        },
      },
    });
  });

  test("is late by itself, whatever stayed from before", async () => {
    expect(await group("x_LATE_1_50_relu.ts", "x_LATE_1_51_adam.ts", "x_1_80_relu-1.ts")).toMatchObject({
      "x-1": { late: true },
      "x-1-attempt-2": { late: false },
    });
  });

  test("for the ninth time and more has a UUID, and the number of the file tells the order", async () => {
    const uuid = "-0a1b2c3d-0000-4000-8000-0123456789ab";
    const attempts = await group(
      `x_1_90_relu${uuid}.ts`,
      "x_1_80_relu-7.ts",
      `x_1_85_relu${uuid.replace("0a", "ff")}.ts`,
    );
    expect(Object.entries(attempts).map(([id, one]) => [id, (one as { files: object }).files])).toEqual([
      ["x-1-attempt-8", { "relu.ts": "x_1_80_relu-7.ts" }],
      ["x-1-attempt-9", { "relu.ts": `x_1_85_relu${uuid.replace("0a", "ff")}.ts` }],
      ["x-1-attempt-10", { "relu.ts": `x_1_90_relu${uuid}.ts` }],
    ]);
  });

  test("is not seen in a number that the student wrote", async () => {
    expect(await group("x_1_50_week-3.zip")).toMatchObject({ "x-1": { files: { "week-3.zip": "x_1_50_week-3.zip" } } });
    expect(await group("x_1_50_week-1.zip", "x_1_51_week-2.zip")).toMatchObject({
      "x-1": { files: { "week-1.zip": "x_1_50_week-1.zip", "week-2.zip": "x_1_51_week-2.zip" } },
    });
    expect(Object.keys(await group("x_1_50_week.zip", "x_1_51_week-1.zip"))).toEqual(["x-1", "x-1-attempt-2"]);
  });
});
