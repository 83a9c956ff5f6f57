// tries: a promise of a subclass whose then answers the grader's question by itself
// stopped by: a result is awaited inside the realm, where what comes of it is still only a claim
// exercise: 02-activations/relu
class Mine extends Promise {
  then(resolve) {
    resolve({ status: "returned", passed: true, points: 5 });
    return this;
  }
}
export const relu = () => Mine.resolve(1);
export const reluBackward = () => Object.assign(Promise.resolve(1), { then: (resolve) => resolve(true) });
