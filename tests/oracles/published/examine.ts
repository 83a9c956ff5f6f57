/**
 * Examines the reference over a folder of published cases.
 *
 *     node tests/oracles/published/examine.ts <folder> [exercise…] [--json] [--verbose]
 *
 * Exit status 0: all that apply agree; 1: at least one disagrees; 2: the command line or the folder is wrong.
 */
import { parseArgs } from "node:util";
import { exerciseIds, selectIds } from "#graders/spec/load.ts";
import { UsageError } from "#graders/usage-error.ts";
import { examine, type Report } from "./examination.ts";
import { findAdapters } from "./find-adapters.ts";
import { PublishedCasesError, readCases } from "./read-cases.ts";
import { render } from "./render.ts";

const usage = "Usage: node tests/oracles/published/examine.ts <folder> [exercise…] [--json] [--verbose]";

/** Examines the named exercises, all when none is named. */
export async function examineFolder(folder: string, names: readonly string[] = []): Promise<Report> {
  const cases = readCases(folder);
  const ids = selectIds(await exerciseIds(), names);
  return examine(cases, ids, await findAdapters(ids));
}

/** The whole command: what it prints, and its exit status. */
export async function run(args: readonly string[]): Promise<{ status: 0 | 1 | 2; output: string }> {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { json: { type: "boolean", default: false }, verbose: { type: "boolean", default: false } },
    });
    const [folder, ...names] = positionals;
    if (folder === undefined) return { status: 2, output: `No folder of published cases is named.\n${usage}\n` };
    const report = await examineFolder(folder, names);
    const output = values.json ? `${JSON.stringify(report, null, 2)}\n` : render(report, values);
    return { status: report.exercises.some(({ disagree }) => disagree > 0) ? 1 : 0, output };
  } catch (error) {
    if (error instanceof PublishedCasesError) return { status: 2, output: `${error.message}\n` };
    if (error instanceof UsageError || isArgumentError(error))
      return { status: 2, output: `${error.message}\n${usage}\n` };
    throw error;
  }
}

function isArgumentError(error: unknown): error is Error {
  return error instanceof Error && String((error as NodeJS.ErrnoException).code).startsWith("ERR_PARSE_ARGS_");
}

if (import.meta.main) {
  const { status, output } = await run(process.argv.slice(2));
  (status === 2 ? process.stderr : process.stdout).write(output);
  process.exitCode = status;
}
