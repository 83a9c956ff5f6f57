/**
 * Makes the downloads of platforms from submissions, for tests and for trying things out: the same solutions as Canvas, Moodle and
 * Gradescope would hand them over.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { zip } from "./zip-writer.ts";

/** One submission of one student, or of a group. */
export interface Sample {
  readonly names: readonly string[];
  /** The platform's number; also what files and submissions are counted by. */
  readonly number: number;
  readonly late?: boolean;
  /** From 1. */
  readonly attempt?: number;
  /** By path in the submission. */
  readonly files: Readonly<Record<string, string | Uint8Array>>;
}

/** The files of a download by path. */
export type Layout = ReadonlyMap<string, string | Uint8Array>;

/** The submissions of a folder such as examples/submissions, each as one sample. Files of more than 64 KB are left out. */
export function samplesIn(folder: string): Sample[] {
  const students = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return students.map(({ name }, index) => {
    const paths = readdirSync(join(folder, name), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    const files = paths.map((path) => [path.slice(join(folder, name).length + 1), readFileSync(path)] as const);
    return {
      names: [name.replace("-", " ")],
      number: 1001 + index,
      files: Object.fromEntries(files.filter(([, bytes]) => bytes.length < 2 ** 16)),
    };
  });
}

/** Flat files with Canvas's names; folders of a submission are lost, as they are there. */
export function asCanvas(samples: readonly Sample[]): Layout {
  const files = new Map<string, string | Uint8Array>();
  let upload = 50_000;
  for (const { names, number, late, attempt = 1, files: own } of samples) {
    const [first = "", ...rest] = names[0]!.split(" ");
    const sortable = `${rest.join(" ")}${first}`.toLowerCase().replace(/[^\p{L}\p{N}_]/gu, "");
    for (const [path, data] of Object.entries(own)) {
      const base = path.slice(path.lastIndexOf("/") + 1);
      const name = attempt > 1 ? base.replace(/(\.\w+)?$/, `-${attempt - 1}$1`) : base;
      files.set([sortable, ...(late ? ["LATE"] : []), number, upload++, name].join("_"), data);
    }
  }
  return files;
}

/** @param flat - as Moodle writes them when "Download submissions in folders" is off. */
export function asMoodle(samples: readonly Sample[], { flat = false } = {}): Layout {
  const files = new Map<string, string | Uint8Array>();
  for (const { names, number, files: own } of samples)
    for (const [path, data] of Object.entries(own)) {
      const prefix = `${names[0]!.replaceAll("_", " ")}_${number}_assignsubmission_file`;
      files.set(flat ? `${prefix}_${path.slice(path.lastIndexOf("/") + 1)}` : `${prefix}/${path}`, data);
    }
  return files;
}

export function asGradescope(samples: readonly Sample[]): Layout {
  const root = "assignment_77_export";
  const files = new Map<string, string | Uint8Array>();
  const metadata = ["---"];
  for (const { names, number, attempt = 1, files: own } of samples) {
    for (const [path, data] of Object.entries(own)) files.set(`${root}/submission_${number}/${path}`, data);
    metadata.push(`submission_${number}:`, "  :submitters:");
    names.forEach((name, index) =>
      metadata.push(
        `  - :name: ${JSON.stringify(name)}`,
        `    :sid: '00${number}${index || ""}'`,
        `    :email: s${number}${index || ""}@example.org`,
      ),
    );
    metadata.push(`  :created_at: 2026-03-0${attempt} 17:34:00.861687000 Z`, "  :score: 2.0", "  :results:");
    metadata.push("    score: 2.0", "    output: |-", "      :submitters: nobody", "", "      the end", "  :history:");
    if (attempt === 1) metadata[metadata.length - 1] += " []";
    for (let before = 1; before < attempt; before++)
      metadata.push(
        `  - :created_at: 2026-03-0${before} 12:00:00.000000000 Z`,
        "    :score: 0.0",
        "    :results:",
        "      tests: []",
      );
  }
  files.set(`${root}/submission_metadata.yml`, `${metadata.join("\n")}\n`);
  return files;
}

export function writeLayout(folder: string, layout: Layout): void {
  for (const [path, data] of layout) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), data);
  }
}

export function zipOf(layout: Layout): Buffer {
  return zip([...layout].map(([name, data]) => ({ name, data })));
}
