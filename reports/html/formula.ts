/**
 * A formula of a spec, `softmax(z)_c = exp(z_c) / Σ_k exp(z_k)`, set as mathematics is: letters that stand alone in
 * italics, what follows `_` below the line and what follows `^` above it. Names such as `log_softmax` stay as they are.
 */
export interface FormulaPart {
  readonly text: string;
  readonly style: { readonly sub: boolean; readonly sup: boolean; readonly italic: boolean };
}

const script =
  /(?<![A-Za-z]{2})_([A-Za-z0-9]+|\{[^}]*\})|_([A-Za-z0-9](?![A-Za-z0-9])|\{[^}]*\})|\^([-−]?[A-Za-z0-9]+|[⊤*]|\{[^}]*\}|\([^)]*\))/gu;
// One letter, or the d of a derivative with one; capital Greek letters are operators here.
const variable = /(?<![\p{L}\p{N}])d?[\p{Script=Latin}α-ωϵ](?![\p{L}\p{N}])/gu;

export function formulaParts(formula: string): FormulaPart[] {
  const parts: FormulaPart[] = [];
  let end = 0;
  for (const match of formula.matchAll(script)) {
    parts.push(...line(formula.slice(end, match.index)));
    const text = (match[1] ?? match[2] ?? match[3]!).replace(/^\{(.*)\}$/u, "$1");
    parts.push({
      text,
      style: { sub: match[3] === undefined, sup: match[3] !== undefined, italic: /^\p{L}{1,2}$/u.test(text) },
    });
    end = match.index + match[0].length;
  }
  return [...parts, ...line(formula.slice(end))];
}

function line(text: string): FormulaPart[] {
  const parts: FormulaPart[] = [];
  let end = 0;
  const add = (piece: string, italic: boolean) =>
    piece && parts.push({ text: piece, style: { sub: false, sup: false, italic } });
  for (const match of text.matchAll(variable)) {
    add(text.slice(end, match.index), false);
    add(match[0], true);
    end = match.index + match[0].length;
  }
  add(text.slice(end), false);
  return parts;
}
