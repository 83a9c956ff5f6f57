/** The student's own lines for a page: numbered, coloured, and the line that broke marked. */
import type { SourceLines } from "#graders/result/result.ts";
import type { Language } from "../texts/language.ts";
import { highlighted, type Piece } from "./highlighted.ts";

export interface SourceView {
  readonly path: string;
  /** `lines 5 to 12` */
  readonly place: string;
  readonly rows: readonly { readonly number: number; readonly pieces: readonly Piece[]; readonly marked: boolean }[];
  /** Whether a line is marked; the place where code broke comes before everything else. */
  readonly marks: boolean;
  readonly more: string;
  /** Shown before in the same exercise, so folded away. */
  readonly again: boolean;
}

export function sourceView({ path, from, text, marked, more }: SourceLines, language: Language): SourceView {
  const words = language.texts.student.lesson;
  const rows = highlighted(text).map((pieces, index) => ({
    number: from + index,
    pieces,
    marked: from + index === marked,
  }));
  return {
    path,
    place: words.lines(from, from + rows.length - 1),
    rows,
    marks: marked !== undefined,
    more: more === undefined ? "" : words.moreLines(more),
    again: false,
  };
}
