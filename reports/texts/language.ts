/** A language of the pages: all its words, and how it writes. English is complete by being the type of the others. */
import { texts as de } from "./de/index.ts";
import { texts as en } from "./en/index.ts";
import { writingOf, type LanguageTag, type Writing } from "./writing.ts";

export type Texts = typeof en;

export interface Language extends Writing {
  readonly tag: LanguageTag;
  readonly texts: Texts;
}

const known: Readonly<Record<LanguageTag, Texts>> = { en, de };

export const languageTags = Object.keys(known) as LanguageTag[];

export function languageOf(tag: LanguageTag): Language {
  return { tag, texts: known[tag], ...writingOf(tag) };
}
