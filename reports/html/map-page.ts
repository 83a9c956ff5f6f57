/**
 * Every exercise of every student of a large class, on a page beside that of the class.
 *
 * 800 students and 140 exercises are 112,000 cells. In one table Chromium 156 needs 1.2 seconds to open them, on two cores
 * of a server; in tables of fifty students each, of which it lays out those in view, half of it.
 */
import { bySubmission } from "../class.ts";
import type { ClassFacts } from "../class-facts.ts";
import { plain } from "../plain.ts";
import { english } from "../texts/english.ts";
import { mapView } from "./class/map.ts";
import type { ClassPageOptions } from "./class-page.ts";
import { render } from "./templates.ts";

const studentsInTable = 50;

export function mapPage(facts: ClassFacts, options: ClassPageOptions = {}): string {
  return render("map", mapPageView(facts, options), ["map-table"]);
}

/** All that the template prints. */
export function mapPageView(given: ClassFacts, { folder = "", language = english }: ClassPageOptions) {
  const words = language.texts.classPage;
  const facts = { ...given, results: bySubmission(given.results) };
  const texts = {
    lang: language.tag,
    words,
    title: facts.title === undefined ? words.map.title : words.map.titleOf(facts.title),
  };
  const map = mapView(facts, { folder, language, by: "exercise", rowsInBlock: studentsInTable });
  const jumps = map && map.blocks.length > 1 ? map.blocks.map(({ id, first }) => ({ id, first })) : [];
  return { ...plain(texts), jumps, map };
}
