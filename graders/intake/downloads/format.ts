/** What each download format says of itself. */
import type { ExerciseNames } from "../exercise-names.ts";
import type { Grouped } from "../handed-in.ts";
import type { Source } from "../people.ts";
import type { Download } from "./download.ts";

export interface Format {
  readonly source: Source;
  /**
   * What speaks for this format, in words that go on after "because"; undefined when too little does.
   *
   * @param share - of the names that must have its form: half of them, or any when the instructor said what it is.
   */
  recognise(download: Download, share: number): string | undefined;
  /** @throws UsageError - when the download can't be what it was said to be. */
  group(download: Download, names: ExerciseNames): Promise<Grouped>;
}

/** The names at the top of a download, of files and folders. */
export function topNames({ files }: Download): string[] {
  return [...new Set(files.map(({ path }) => path.split("/", 1)[0]!))];
}

/** Evidence in names: that enough of those at the top have a form. A stray file of the instructor's must not hide the rest. */
export function formOfNames(download: Download, form: RegExp, whose: string, share: number): string | undefined {
  const names = topNames(download);
  const matching = names.filter((name) => form.test(name));
  if (matching.length === 0 || matching.length < share * names.length) return undefined;
  return `${matching.length} of ${names.length} names have the form that ${whose} gives them, such as ${JSON.stringify(matching[0])}`;
}

/** Lower-case letters and digits with hyphens: the readable part of an id that is also a good file name. */
export function slug(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "")
    .slice(0, 40);
}
