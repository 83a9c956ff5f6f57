import { expect, test } from "vitest";
import { ownModules } from "./own-modules.ts";

test("a module comes with all that it imports, helpers of the reference among them", async () => {
  const paths = (await ownModules(["specs/12-transformers/gpt.programs.ts"])).map(({ path }) => path);
  expect(paths).toEqual([
    "specs/12-transformers/gpt.programs.ts",
    "reference/12-transformers/parameter-list.ts",
    "specs/12-transformers/adam-steps.ts",
  ]);
});

test("the answer to an exercise never travels", async () => {
  await expect(ownModules(["specs/12-transformers/train-transformer-runs.ts"])).rejects.toThrow(
    /train-transformer-runs\.ts imports #reference\/.*, which is the answer to an exercise/,
  );
});
