// tries: two million numbers in lists where a law looks at every one
// stopped by: a law reads numbers without an object for each
// exercise: 08-optimisers/adam
const list = new Array(1_900_000).fill(0);
const position = Object.assign([list], { mul: () => position, at: () => 1 });
export class Adam {
  step() {
    return [position];
  }
}
