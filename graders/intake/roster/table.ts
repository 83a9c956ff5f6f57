/** A table that a person or a platform exported: CSV with commas, semicolons or tabs, in whatever encoding it was saved. */
import { parse } from "csv-parse/sync";
import { UsageError } from "#graders/usage-error.ts";
import { codeOf, readRegularFile } from "../read-regular-file.ts";

export interface Table {
  readonly header: readonly string[];
  readonly rows: readonly Row[];
}

export interface Row {
  /** Counted from 1, as an editor shows it. */
  readonly line: number;
  readonly cells: readonly string[];
}

const maxBytes = 2 ** 24;

/**
 * @param what - for the error: `--roster`.
 * @throws UsageError - when the file can't be read as a table.
 */
export async function readTable(file: string, what: string): Promise<Table> {
  return parseTable(await readText(file, what), file, what);
}

/** @throws UsageError - when the file can't be read. */
export async function readText(file: string, what: string): Promise<string> {
  const refuse = (why: string): never => {
    throw new UsageError(`${what}: ${file} ${why}`);
  };
  let read;
  try {
    read = await readRegularFile(file, maxBytes);
  } catch (error) {
    const code = codeOf(error);
    return refuse(code === "ENOENT" ? "isn't there. Give the path of the file." : `could not be read (${code}).`);
  }
  if (read.status === "too large") return refuse(`has ${read.size} bytes, expected less than ${maxBytes} (16 MB).`);
  if (read.status !== "read") return refuse("is not a regular file, expected a file of text. Links are not followed.");
  return decoded(read.bytes);
}

/** @throws UsageError */
export function parseTable(text: string, file: string, what: string): Table {
  let records: { record: string[]; info: { lines: number } }[];
  try {
    records = parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as typeof records;
  } catch (error) {
    throw new UsageError(
      `${what}: ${file} is not a table that can be read: ${(error as Error).message.replace(/\.?$/, ".")} Save it again as CSV.`,
    );
  }
  const [header, ...rows] = records;
  if (!header) throw new UsageError(`${what}: ${file} is empty, expected a line with the names of its columns.`);
  return { header: header.record, rows: rows.map(({ record, info }) => ({ line: info.lines, cells: record })) };
}

/** UTF-8, UTF-16 as spreadsheets write "Unicode text", or else what Windows has written in the West. */
function decoded(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

/** Whichever the first line has most of; a name may hold a comma, but the names of columns hardly do. */
function delimiterOf(text: string): string {
  const [first = ""] = text.replaceAll(/"[^"]*"/g, "").split(/\r?\n/, 1);
  const count = (mark: string): number => first.split(mark).length - 1;
  return [",", ";", "\t"].toSorted((a, b) => count(b) - count(a))[0]!;
}
