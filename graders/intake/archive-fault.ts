/** Why an archive is refused as a whole, in a sentence with what was found, the rule, and the remedy. */
import type { Problem } from "#graders/execution/executor.ts";

export const maxArchiveBytes = 32 * 2 ** 20;
export const maxUnpackedBytes = 64 * 2 ** 20;
export const maxEntries = 10_000;
export const maxPathCharacters = 1000;

/** Thrown while an archive is read. The message goes on where the archive's name ends: `holds ...`, `is ...`. */
export class ArchiveFault extends Error {
  override readonly name = "ArchiveFault";
}

/** @param archive - the file name. */
export function archiveProblem(archive: string, { message }: ArchiveFault): Problem {
  return { kind: "archive", message: `${quoted(archive)} ${message}` };
}

/** A name in quotes, cut, with everything escaped that a terminal could act on or that changes the writing direction. */
export function quoted(name: string): string {
  const cut = name.length > 100 ? `${name.slice(0, 100)}…` : name;
  return JSON.stringify(cut).replace(
    /[\p{Cc}\p{Cf}\u2028\u2029]/gu,
    (character) => `\\u${character.codePointAt(0)!.toString(16).padStart(4, "0")}`,
  );
}

export function notAnArchive(): ArchiveFault {
  return new ArchiveFault(
    "is not an archive that can be read, expected .zip, .tar, .tar.gz or .tgz. Pack the folder of your solutions as .zip.",
  );
}

export function notRegular(): ArchiveFault {
  return new ArchiveFault(
    "is not a regular file, expected an archive. Links are never followed: put the archive itself there.",
  );
}

export function unreadable(code: string): ArchiveFault {
  return new ArchiveFault(`could not be read (${code}), expected an archive. Check that the file may be read.`);
}

export function archiveTooLarge(size: number, limit = maxArchiveBytes): ArchiveFault {
  return new ArchiveFault(
    `has ${size} bytes, expected less than ${limit} (${limit / 2 ** 20} MB). Remove data that the exercises don't need.`,
  );
}

export function unpacksTooLarge(): ArchiveFault {
  return new ArchiveFault(
    `unpacks to more than ${maxUnpackedBytes} bytes (64 MB), which is the most that is read. Remove data that the exercises don't need.`,
  );
}

export function tooManyEntries(limit = maxEntries): ArchiveFault {
  return new ArchiveFault(
    `holds more than ${limit} entries, which is the most that is read. Remove what the exercises don't need, such as node_modules.`,
  );
}

/** @param reason - what the library says, or the like. */
export function damaged(reason: string): ArchiveFault {
  return new ArchiveFault(
    `could not be unpacked (${reason.replace(/\.$/, "").slice(0, 200)}), expected a whole archive. Pack the folder of your solutions again.`,
  );
}

export function outside(name: string): ArchiveFault {
  return new ArchiveFault(
    `holds ${quoted(name)}, a path that leads out of it, expected paths below its top folder alone. Pack the folder of your solutions again.`,
  );
}

export function backslash(name: string): ArchiveFault {
  return new ArchiveFault(
    `holds ${quoted(name)}, expected "/" and no backslash between folders. Pack the folder again with another program.`,
  );
}

export function controlCharacters(name: string): ArchiveFault {
  return new ArchiveFault(
    `holds ${quoted(name)}, expected names without control characters. Rename or remove the file and pack the folder again.`,
  );
}

export function pathTooLong(name: string): ArchiveFault {
  return new ArchiveFault(
    `holds ${quoted(name)}, a path of ${name.length} characters, expected at most ${maxPathCharacters}. Give it a shorter name.`,
  );
}

export function withoutName(): ArchiveFault {
  return new ArchiveFault("holds a file without a name, expected a name for each. Pack the folder again.");
}

/** @param kind - in words: "a symbolic link". */
export function notAFileEntry(name: string, kind: string): ArchiveFault {
  return new ArchiveFault(
    `holds ${quoted(name)}, which is ${kind}, expected files and folders alone. Put the file itself in its place.`,
  );
}

export function sameName(one: string, other: string): ArchiveFault {
  const found =
    one === other
      ? `${quoted(one)} twice, expected each file once`
      : `${quoted(one)} and ${quoted(other)}, expected names that differ in more than capitals or the form of accents`;
  return new ArchiveFault(`holds ${found}. Remove or rename one of them.`);
}

export function encrypted(name: string): ArchiveFault {
  return new ArchiveFault(
    `holds ${quoted(name)}, which is encrypted, expected files that need no password. Pack the folder again without one.`,
  );
}

export function unknownMethod(name: string, method: number): ArchiveFault {
  return new ArchiveFault(
    `holds ${quoted(name)}, compressed by method ${method}, expected 0 (stored) or 8 (deflated). Pack the folder again as an ordinary .zip.`,
  );
}

export function overlapping(one: string, other: string): ArchiveFault {
  return new ArchiveFault(
    `holds ${quoted(one)} and ${quoted(other)} in the same bytes, expected one after the other. Pack the folder of your solutions again.`,
  );
}

export function anotherArchive(name: string): ArchiveFault {
  return new ArchiveFault(
    `holds another archive, ${quoted(name)}, and no .ts or .js file. Unpack it first, and hand in the folder or one archive of it.`,
  );
}
