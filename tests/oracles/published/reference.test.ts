import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { projectRoot } from "#graders/spec/load.ts";
import { run } from "./examine.ts";

/** The published cases lie beside the project, where they are at hand at all. */
const folder = join(projectRoot, "..", "shared", "oracles");

describe.skipIf(!existsSync(folder))("the reference", () => {
  it("agrees with every published case that applies", async () => {
    const { status, output } = await run([folder]);
    expect(output).toContain("All that apply agree.");
    expect(status).toBe(0);
  });
});
