/** The rules that the entries of an archive must keep, whatever its format. */
import {
  ArchiveFault,
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

/** An entry that breaks a rule, in an archive that isn't refused for it. */
export interface RefusedEntry {
  readonly name: string;
  readonly fault: ArchiveFault;
}

export interface EntryRules {
  readonly maxEntries: number;
  /**
   * What an entry that breaks a rule costs. One student packed the archive of a submission, so all of it is refused. In a
   * download of a whole class, one student must not be able to take the others along: there the entry alone is left out.
   */
  readonly refuse: "archive" | "entry";
}

export const submissionRules: EntryRules = { maxEntries, refuse: "archive" };

/** Collects the files of an archive, and refuses the archive, or the entry, where a rule is broken. */
export class Entries {
  readonly files: ArchiveFile[] = [];
  readonly refused: RefusedEntry[] = [];
  readonly #rules: EntryRules;
  readonly #codeByFoldedPath = new Map<string, string>();
  #count = 0;

  constructor(rules: EntryRules = submissionRules) {
    this.#rules = rules;
  }

  /**
   * Checks the next entry, of whatever kind.
   *
   * @param kind - `file`, `folder`, or what else it is in words: `a symbolic link`.
   * @returns its path; undefined when the entry was refused and is to be passed over.
   * @throws ArchiveFault
   */
  check(name: string, kind: string): string | undefined {
    this.#count += 1;
    if (this.#count > this.#rules.maxEntries) throw tooManyEntries(this.#rules.maxEntries);
    try {
      const path = checkedPath(name);
      if (kind !== "file" && kind !== "folder") throw notAFileEntry(name, kind);
      if (kind === "file" && path === "") throw withoutName();
      return path;
    } catch (fault) {
      if (!(fault instanceof ArchiveFault)) throw fault;
      this.refuse(name, fault);
      return undefined;
    }
  }

  /** @throws ArchiveFault - unless the rules let the other entries go on. */
  refuse(name: string, fault: ArchiveFault): void {
    if (this.#rules.refuse === "archive") throw fault;
    this.refused.push({ name, fault });
  }

  /** @throws ArchiveFault */
  addFile(file: ArchiveFile): void {
    if (isCode(file.path)) {
      // As file systems do that ignore capitals and the form of accents: only one of the two would be there.
      const folded = file.path.normalize("NFC").toUpperCase();
      const other = this.#codeByFoldedPath.get(folded);
      if (other !== undefined) {
        this.refuse(file.path, sameName(other, file.path));
        return;
      }
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
