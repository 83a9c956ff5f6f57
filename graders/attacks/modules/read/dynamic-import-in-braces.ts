// tries: an import() in a template inside a template inside a class
// stopped by: the lexer follows templates to any depth
// exercise: 02-activations/relu
// problem: import\(\)|not valid
class Loader {
  static #text = `${`${`${(await 0, [await import("node:fs")])}`}`}`;
  static get text() {
    return Loader.#text;
  }
}
console.log(Loader.text);
export const relu = (x) => x;
export const reluBackward = relu;
