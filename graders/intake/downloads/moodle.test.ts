import { expect, test } from "vitest";
import { exerciseNames } from "../exercise-names.ts";
import type { Grouped } from "../handed-in.ts";
import type { Download } from "./download.ts";
import { moodle } from "./moodle.ts";

function download(...paths: string[]): Download {
  const read = async (): Promise<{ status: "missing" }> => ({ status: "missing" });
  return { name: "moodle", files: paths.map((path) => ({ path, read })), unread: [] };
}

function inShort({ handedIn }: Grouped): unknown[] {
  return handedIn.map(({ id, identities, files }) => [id, identities, [...files.keys()]]);
}

const names = exerciseNames(["02-activations/relu"]);

test("folders of one participant are one submission, without the folder around everything", async () => {
  const grouped = await moodle.group(
    download(
      "Ada Lovelace_5012_assignsubmission_file_/my work/relu.ts",
      "Ada Lovelace_5012_assignsubmission_file_/my work/lib/sum.ts",
      "Ada Lovelace_5012_assignsubmission_onlinetext_/onlinetext.html",
      "José María_7_assignsubmission_file/02-activations/relu.ts",
      "Participant_9_assignsubmission_file/relu.ts",
      "Default group_assignsubmission_file/relu.ts",
    ),
    names,
  );
  expect(inShort(grouped)).toEqual([
    ["ada-lovelace-5012", [{ id: "5012", name: "Ada Lovelace" }], ["relu.ts", "lib/sum.ts", "onlinetext.html"]],
    ["jose-maria-7", [{ id: "7", name: "José María" }], ["02-activations/relu.ts"]],
    ["participant-9", [{ id: "9", name: "Participant" }], ["relu.ts"]],
    ["default-group", [{ name: "Default group" }], ["relu.ts"]],
  ]);
});

test("flat files are brought to the same form", async () => {
  const grouped = await moodle.group(
    download(
      "Ada Lovelace_5012_assignsubmission_file_relu.ts",
      "Ada Lovelace_5012_assignsubmission_file_my_helper.ts",
      "Ada Lovelace_5012_assignsubmission_onlinetext_onlinetext.html",
    ),
    names,
  );
  expect(inShort(grouped)).toEqual([
    ["ada-lovelace-5012", [{ id: "5012", name: "Ada Lovelace" }], ["relu.ts", "my_helper.ts", "onlinetext.html"]],
  ]);
});

test("what has no name of Moodle is listed; the names speak for it", async () => {
  const paths = ["notes.txt", "late by mail/relu.ts", "Ada_5_assignsubmission_file_"];
  const { handedIn, strays } = await moodle.group(download(...paths), names);
  expect(handedIn).toEqual([]);
  expect(strays.map(({ path }) => path)).toEqual(paths);
  expect(moodle.recognise(download("Ada_5_assignsubmission_file/a/relu.ts", "notes.txt"), 0.5)).toBe(
    '1 of 2 names have the form that Moodle gives them, such as "Ada_5_assignsubmission_file"',
  );
  expect(moodle.recognise(download("ada/relu.ts", "bob/relu.ts"), 0.5)).toBeUndefined();
});
