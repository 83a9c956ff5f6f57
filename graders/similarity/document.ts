/**
 * One answer to an exercise, with its fingerprints. An answer may be several files; no fingerprint reaches over the end of a
 * function, so that their order plays no part.
 */
import type { Settings } from "./settings.ts";
import { tokensOf, type Tokens } from "./tokens.ts";
import { gramHashes, winnow } from "./winnow.ts";

export interface CodeFile {
  readonly path: string;
  /** Without its types, where they could be removed. */
  readonly text: string;
}

export interface Part extends Tokens {
  readonly path: string;
  readonly fingerprints: Uint32Array;
  /** The token at which each of them begins. */
  readonly places: Uint32Array;
}

export interface Document {
  readonly parts: readonly Part[];
}

export function documentOf(files: readonly CodeFile[], settings: Settings): Document {
  return { parts: files.map(({ path, text }) => partOf(path, tokensOf(text), settings)) };
}

function partOf(path: string, tokens: Tokens, { gram, window }: Settings): Part {
  const fingerprints: number[] = [];
  const places: number[] = [];
  for (const { begin, kinds } of piecesOf(tokens)) {
    const hashes = gramHashes(kinds, gram);
    for (const place of winnow(hashes, window)) {
      places.push(begin + place);
      fingerprints.push(hashes[place]!);
    }
  }
  return { path, ...tokens, fingerprints: Uint32Array.from(fingerprints), places: Uint32Array.from(places) };
}

function piecesOf({ kinds, pieces }: Tokens): { readonly begin: number; readonly kinds: Uint32Array }[] {
  return pieces.map((begin, index) => ({ begin, kinds: kinds.subarray(begin, pieces[index + 1]) }));
}

/** Each fingerprint once. */
export function fingerprintsOf({ parts }: Document): Set<number> {
  return new Set(parts.flatMap(({ fingerprints }) => [...fingerprints]));
}

/** Every hash, kept or not: what is known beforehand is recognised wherever it stands, whatever surrounds it. */
export function allHashesOf({ parts }: Document, { gram }: Settings): Set<number> {
  return new Set(parts.flatMap((part) => piecesOf(part).flatMap(({ kinds }) => [...gramHashes(kinds, gram)])));
}
