// tries: a record whose fields change between the check for them and their comparison
// stopped by: a record is copied field by field, each read once, before anything is compared
// exercise: 01-neurons/perceptron
export function perceptronStep(perceptron) {
  let looks = 0;
  return {
    get weight() {
      return looks++ === 0 ? perceptron.weight.mul(0).add(9) : perceptron.weight;
    },
    get bias() {
      delete this.weight;
      return perceptron.bias;
    },
  };
}
export const trainPerceptron = perceptronStep;
export const mistakeBound = perceptronStep;
