// tries: a setter on Array.prototype that takes the arguments of the spec's programs away
// stopped by: a list of arguments is made with elements that exist, which ask no prototype
// exercise: 08-optimisers/adam
let kept = [];
for (const index of [1, 2, 3, 4])
  Object.defineProperty(Array.prototype, index, {
    configurable: true,
    get: () => kept[0],
    set(value) {
      kept = [value];
    },
  });
export class Adam {
  step(parameters) {
    return parameters;
  }
}
