// tries: results in which a law about numbers finds no number that could be wrong
// stopped by: a law about numbers fails where none came back
// exercise: 08-optimisers/adam
const nowhere = { mul: () => nowhere, at: () => undefined };
export class Adam {
  step() {
    return [nowhere];
  }
}
