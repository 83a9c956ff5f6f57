/**
 * What is known of a class: for each submission the result that counts, those that counted before, a regrade that waits for its decision,
 * points given by hand, and who did what when.
 *
 * One SQLite file. Each change is one transaction together with its line in the audit trail, so a process that is killed at any moment leaves
 * either all of a change or nothing of it. Several processes may write to it.
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";
import { zstdCompressSync, zstdDecompressSync } from "node:zlib";
import type { ManualEntry } from "#graders/policy/manual.ts";
import { readResult } from "#graders/result/read-result.ts";
import type { Result } from "#graders/result/result.ts";
import type { Happening, TrailEntry } from "#graders/result/trail.ts";
import { UsageError } from "#graders/usage-error.ts";
import { happeningInWords } from "./happening-in-words.ts";
import { checkVersion, makeTables } from "./schema.ts";

/** current: counts. proposed: of a regrade that is neither applied nor dropped. former: counted once. */
export type State = "current" | "proposed" | "former";

export interface StoreOptions {
  /** Who gives the orders, for the audit trail. */
  readonly who: string;
  /** The time of an event. */
  readonly now?: () => Date;
}

export class Store {
  readonly #database: DatabaseSync;
  readonly #who: string;
  readonly #now: () => Date;
  readonly #statements = new Map<string, StatementSync>();

  /**
   * Opens the store of a folder that `gradecheck grade` writes to, or makes one.
   *
   * @throws UsageError - when the file is of another version, or no store.
   */
  constructor(folder: string, { who, now = () => new Date() }: StoreOptions) {
    mkdirSync(folder, { recursive: true });
    const file = storeFile(folder);
    try {
      this.#database = new DatabaseSync(file, { timeout: 10_000 });
      this.#database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON");
      checkVersion(this.#database, file);
      makeTables(this.#database);
    } catch (error) {
      if (error instanceof UsageError) throw error;
      throw new UsageError(
        `${file} can't be opened: ${(error as Error).message}. Move it away, and it is made again from the submissions; points given by hand are in it alone.`,
      );
    }
    this.#who = who;
    this.#now = now;
  }

  close(): void {
    this.#database.close();
  }

  /** The result that counts, or the one that is proposed, of a submission. */
  result(submission: string, state: Exclude<State, "former"> = "current"): Result | undefined {
    const row = this.#get("SELECT json FROM result WHERE submission = ? AND state = ?", submission, state);
    return row && unpacked(row);
  }

  /** All that count, or are proposed, in order of the submissions' names; one at a time, since a class may be large. */
  *results(state: Exclude<State, "former"> = "current"): Generator<Result> {
    for (const { submission } of this.#all(
      "SELECT submission FROM result WHERE state = ? ORDER BY submission",
      state,
    )) {
      const result = this.result(submission as string, state);
      if (result) yield result;
    }
  }

  /** Earlier results of a submission that counted once, the oldest first. */
  former(submission: string): Result[] {
    return this.#all("SELECT json FROM result WHERE submission = ? AND state = 'former' ORDER BY id", submission).map(
      unpacked,
    );
  }

  /** How long grading took, in seconds by the clock, of each submission that counts and was timed. */
  seconds(): ReadonlyMap<string, number> {
    const rows = this.#all("SELECT submission, seconds FROM result WHERE state = 'current' AND seconds IS NOT NULL");
    return new Map(rows.map(({ submission, seconds }) => [submission as string, seconds as number]));
  }

  /**
   * A submission was graded: from now on this counts, and what counted before is history.
   *
   * @param seconds - how long it took, where that is known.
   */
  keep(result: Result, seconds?: number): void {
    const { id } = result.submission;
    this.#change(() => {
      const before = this.#get("SELECT points FROM result WHERE submission = ? AND state = 'current'", id);
      this.#run("UPDATE result SET state = 'former' WHERE submission = ? AND state = 'current'", id);
      this.#insert(result, "current", seconds);
      this.#note(id, { what: "graded", ...pointsBefore(before), ...pointsNow(result) });
    });
  }

  /** A regrade gave this; it counts for nothing until it is applied. */
  propose(result: Result, seconds?: number): void {
    const { id } = result.submission;
    this.#change(() => {
      this.#run("DELETE FROM result WHERE submission = ? AND state = 'proposed'", id);
      this.#insert(result, "proposed", seconds);
      this.#note(id, { what: "regraded", ...pointsNow(result) });
    });
  }

  /** All that is proposed counts from now on. @returns how many submissions. */
  applyProposals(): number {
    return this.#change(() => {
      const proposed = this.#all("SELECT submission, points, max_points FROM result WHERE state = 'proposed'");
      for (const { submission, points, max_points } of proposed) {
        const id = submission as string;
        const before = this.#get("SELECT points FROM result WHERE submission = ? AND state = 'current'", id);
        this.#run("UPDATE result SET state = 'former' WHERE submission = ? AND state = 'current'", id);
        this.#run("UPDATE result SET state = 'current' WHERE submission = ? AND state = 'proposed'", id);
        const now = { after: points as number, maxPoints: max_points as number };
        this.#note(id, { what: "applied", ...pointsBefore(before), ...now });
      }
      return proposed.length;
    });
  }

  /** Nothing that is proposed will count. @returns how many submissions. */
  dropProposals(): number {
    return this.#change(() => {
      const { changes } = this.#run("DELETE FROM result WHERE state = 'proposed'");
      this.#note(undefined, { what: "dropped", submissions: Number(changes) });
      return Number(changes);
    });
  }

  /** Writes down points that a person gave; what they replace remains in the trail. */
  mark(entry: MarkEntry): void {
    this.#change(() => {
      const former = this.marks(entry.submission).findLast(
        (one) => placeOf(one).join("\0") === placeOf(entry).join("\0"),
      );
      this.#run(
        "INSERT INTO mark (at, who, submission, entry) VALUES (?, ?, ?, ?)",
        this.#time(),
        this.#who,
        entry.submission,
        JSON.stringify(entry),
      );
      const { submission, mode, points, comment } = entry;
      const instead = former ? { instead: { mode: former.mode, points: former.points } } : {};
      this.#note(submission, { what: "marked", place: placeOf(entry), mode, points, comment, ...instead });
    });
  }

  /** What was given by hand, the oldest first. */
  marks(submission?: string): ManualEntry[] {
    const rows =
      submission === undefined
        ? this.#all("SELECT at, who, entry FROM mark ORDER BY id")
        : this.#all("SELECT at, who, entry FROM mark WHERE submission = ? ORDER BY id", submission);
    return rows.map(({ at, who, entry }) => ({
      ...(JSON.parse(entry as string) as MarkEntry),
      at: at as string,
      by: who as string,
    }));
  }

  /** The audit trail, the oldest first. */
  trail(submission?: string): TrailEntry[] {
    const rows =
      submission === undefined
        ? this.#all("SELECT at, who, submission, detail, data FROM event ORDER BY id")
        : this.#all("SELECT at, who, submission, detail, data FROM event WHERE submission = ? ORDER BY id", submission);
    return rows.map(({ at, who, submission: about, detail, data }) => ({
      at: at as string,
      who: who as string,
      ...(about === null ? {} : { submission: about as string }),
      ...(data === null ? { what: "other", detail: detail as string } : (JSON.parse(data as string) as Happening)),
    }));
  }

  #insert(result: Result, state: State, seconds: number | undefined): void {
    const { submission, specs, points, maxPoints } = result;
    const json = zstdCompressSync(JSON.stringify(result));
    this.#run(
      "INSERT INTO result (submission, state, specs, points, max_points, json, seconds) VALUES (?, ?, ?, ?, ?, ?, ?)",
      submission.id,
      state,
      specs,
      points,
      maxPoints,
      json,
      seconds ?? null,
    );
  }

  #note(submission: string | undefined, happening: Happening): void {
    this.#run(
      "INSERT INTO event (at, who, what, submission, detail, data) VALUES (?, ?, ?, ?, ?, ?)",
      this.#time(),
      this.#who,
      happening.what,
      submission ?? null,
      happeningInWords(happening),
      JSON.stringify(happening),
    );
  }

  #time(): string {
    return this.#now().toISOString();
  }

  /** All of it or nothing. */
  #change<T>(work: () => T): T {
    this.#database.exec("BEGIN IMMEDIATE");
    try {
      const value = work();
      this.#database.exec("COMMIT");
      return value;
    } catch (error) {
      this.#database.exec("ROLLBACK");
      throw error;
    }
  }

  #prepared(sql: string): StatementSync {
    const known = this.#statements.get(sql) ?? this.#database.prepare(sql);
    this.#statements.set(sql, known);
    return known;
  }

  #get(sql: string, ...values: SQLInputValue[]) {
    return this.#prepared(sql).get(...values);
  }

  #all(sql: string, ...values: SQLInputValue[]) {
    return this.#prepared(sql).all(...values);
  }

  #run(sql: string, ...values: SQLInputValue[]) {
    return this.#prepared(sql).run(...values);
  }
}

/** Points that a person gives; who and when is added. */
export type MarkEntry = Omit<ManualEntry, "at" | "by">;

export function storeFile(folder: string): string {
  return join(folder, "store.sqlite");
}

function unpacked({ json }: { readonly json?: unknown }): Result {
  return readResult(zstdDecompressSync(json as Uint8Array).toString("utf8"), "the store");
}

function pointsNow({ points, maxPoints }: Result): { readonly after: number; readonly maxPoints: number } {
  return { after: points, maxPoints };
}

function pointsBefore(row: { readonly points?: unknown } | undefined): { readonly before?: number } {
  return row === undefined ? {} : { before: row.points as number };
}

/** An exercise, or an item and its criterion; empty for the whole. */
function placeOf({ exercise, item, criterion }: MarkEntry): string[] {
  return [exercise, item, criterion].filter((part) => part !== undefined);
}
