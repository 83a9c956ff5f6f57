/**
 * Results that are kept in a file with stable bytes: one entry an id, sorted, without a clock reading or a path of this
 * machine. Each is written as soon as there is one, so a run that was stopped goes on where it was.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

export interface Kept {
  readonly id: string;
  /** Of all that decides the result. */
  readonly digest: string;
}

export class KeptFile<Entry extends Kept> {
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  read(): readonly Entry[] {
    return existsSync(this.#file) ? (JSON.parse(readFileSync(this.#file, "utf8")) as Entry[]) : [];
  }

  /** Puts one result in place of an older one. The file is read again each time: another run may write to it. */
  keep(entry: Entry): void {
    const all = [...this.read().filter(({ id }) => id !== entry.id), entry];
    all.sort((a, b) => (a.id < b.id ? -1 : 1));
    mkdirSync(dirname(this.#file), { recursive: true });
    const partial = `${this.#file}.${process.pid}.partial`;
    writeFileSync(partial, `${JSON.stringify(all, undefined, 1)}\n`);
    renameSync(partial, this.#file);
  }
}
