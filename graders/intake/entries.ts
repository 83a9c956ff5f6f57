/** The rules that the entries of an archive must keep, whatever its format. */
import {
  backslash,
  controlCharacters,
  maxEntries,
  maxPathCharacters,
  notAFileEntry,
  outside,
  pathTooLong,
  sameName,
  tooManyEntries,
  withoutName,
} from "./archive-fault.ts";

export interface ArchiveFile {
  /** With `/` between folders, and without `.` or empty parts. */
  readonly path: string;
  readonly size: number;
  /** @throws ArchiveFault - when its bytes are damaged. */
  read(): Promise<Uint8Array>;
}

/** What an exercise may consist of; of every other file an archive's name alone is looked at. */
export function isCode(path: string): boolean {
  return /\.[jt]s$/i.test(path);
}

/** Collects the files of an archive, and refuses the archive at the first entry that breaks a rule. */
export class Entries {
  readonly files: ArchiveFile[] = [];
  readonly #codeByFoldedPath = new Map<string, string>();
  #count = 0;

  /**
   * Checks the next entry, of whatever kind.
   *
   * @param kind - `file`, `folder`, or what else it is in words: `a symbolic link`.
   * @returns its path.
   * @throws ArchiveFault
   */
  check(name: string, kind: string): string {
    this.#count += 1;
    if (this.#count > maxEntries) throw tooManyEntries();
    const path = checkedPath(name);
    if (kind !== "file" && kind !== "folder") throw notAFileEntry(name, kind);
    if (kind === "file" && path === "") throw withoutName();
    return path;
  }

  /** @throws ArchiveFault */
  addFile(file: ArchiveFile): void {
    if (isCode(file.path)) {
      // As file systems do that ignore capitals and the form of accents: only one of the two would be there.
      const folded = file.path.normalize("NFC").toUpperCase();
      const other = this.#codeByFoldedPath.get(folded);
      if (other !== undefined) throw sameName(other, file.path);
      this.#codeByFoldedPath.set(folded, file.path);
    }
    this.files.push(file);
  }
}

function checkedPath(name: string): string {
  if (name.length > maxPathCharacters) throw pathTooLong(name);
  if (/\p{Cc}/u.test(name)) throw controlCharacters(name);
  if (name.includes("\\")) throw backslash(name);
  const parts = name.split("/");
  if (name.startsWith("/") || /^[a-z]:/i.test(name) || parts.includes("..")) throw outside(name);
  return parts.filter((part) => part !== "" && part !== ".").join("/");
}
