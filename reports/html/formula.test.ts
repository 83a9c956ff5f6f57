import { expect, test } from "vitest";
import { formulaParts } from "./formula.ts";

/** `<i>` for italics, `_( )` and `^( )` for scripts, with `*` where they are italic too. */
function shown(formula: string): string {
  return formulaParts(formula)
    .map(({ text, style }) =>
      style.sub
        ? `_${style.italic ? "*" : ""}(${text})`
        : style.sup
          ? `^${style.italic ? "*" : ""}(${text})`
          : style.italic
            ? `<${text}>`
            : text,
    )
    .join("");
}

test("letters that stand alone are variables and names of functions are not", () => {
  expect(shown("relu(x) = max(0, x)")).toBe("relu(<x>) = max(0, <x>)");
  expect(shown("dL/dx = dL/dy · 1[x > 0]")).toBe("<dL>/<dx> = <dL>/<dy> · 1[<x> > 0]");
  expect(shown("ŷ = α β1 Σ")).toBe("<ŷ> = <α> β1 Σ");
});

test("what follows an underscore is a subscript, and what follows a caret a superscript", () => {
  expect(shown("softmax(z)_c = Σ_k exp(z_k)")).toBe("softmax(<z>)_*(c) = Σ_*(k) exp(<z>_*(k))");
  expect(shown("z_n[y_n] + x_{i+1} + W_ih + max_k")).toBe("<z>_*(n)[<y>_*(n)] + <x>_(i+1) + <W>_*(ih) + max_*(k)");
  expect(shown("W^T x^2 + e^{-x} + h^(l) + a^-1")).toBe("<W>^*(T) <x>^(2) + <e>^(-x) + <h>^((l)) + <a>^(-1)");
});

test("a name with an underscore stays a name", () => {
  expect(shown("log_softmax(z)")).toBe("log_softmax(<z>)");
});
