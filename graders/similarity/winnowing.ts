/** The tool that is built in: fingerprints by winnowing, weighed by how few wrote them. */
import { alikeAmong } from "./alike.ts";
import { allHashesOf, documentOf, fingerprintsOf, type Document } from "./document.ts";
import type { Worth } from "./rarity.ts";
import { defaultSettings, type Settings } from "./settings.ts";
import { publishedShape } from "./shape.ts";
import { longestStretch } from "./stretch.ts";
import type { Comparison, Given, Tool } from "./tool.ts";

export function winnowing(settings: Settings = defaultSettings): Tool<Document> {
  return {
    name: "winnowing",
    threshold: settings.threshold,
    prepare: (files) => documentOf(files, settings),
    compare: async (answers, given) => compare(answers, given, settings),
  };
}

function compare(answers: ReadonlyMap<string, Document>, { stub, reference }: Given, settings: Settings): Comparison {
  const course = (text: string): Set<number> => allHashesOf(documentOf([{ path: "course", text }], settings), settings);
  const given = new Set([...course(stub), ...course(publishedShape(reference))]);
  const fingerprinted = [...answers].map(([id, document]) => ({ id, fingerprints: fingerprintsOf(document) }));
  const { worth, ...alike } = alikeAmong(fingerprinted, given, settings);
  const inReference = course(reference);
  const of = (id: string): Document => answers.get(id)!;
  return {
    ...alike,
    longest: ({ a, b }) => longestStretch(of(a), of(b), (fingerprint) => worth.has(fingerprint)),
    toReference: ({ a, b }) => Math.min(held(of(a), inReference, worth), held(of(b), inReference, worth)),
  };
}

/** How much of what an answer has of its own is in the reference too, in [0, 1]. */
function held(document: Document, inReference: ReadonlySet<number>, worth: Worth): number {
  const own = [...fingerprintsOf(document)].filter((each) => worth.has(each)).toSorted((a, b) => a - b);
  const sum = (fingerprints: readonly number[]): number =>
    fingerprints.reduce((before, each) => before + worth.get(each)!, 0);
  return sum(own.filter((each) => inReference.has(each))) / sum(own);
}
