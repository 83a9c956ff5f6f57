/** Writes what a batch gives for the class: its page and a gradebook. */
import { join } from "node:path";
import type { Result } from "#graders/result/result.ts";
import { gradebookCsv, indexPage } from "#reports/index.ts";
import { writeWhole } from "./write-whole.ts";

export async function writeClassFiles(
  out: string,
  results: readonly Result[],
  title: string | undefined,
): Promise<void> {
  await writeWhole(
    join(out, "index.html"),
    indexPage(results, { folder: "reports/", ...(title === undefined ? {} : { title }) }),
  );
  await writeWhole(join(out, "gradebook.csv"), gradebookCsv(results));
}
