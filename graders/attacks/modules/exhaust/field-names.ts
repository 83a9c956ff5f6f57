// tries: a record with a hundred thousand fields of long names, which a message lists
// stopped by: what a message lists is cut
// exercise: 01-neurons/perceptron
const record = Object.fromEntries(Array.from({ length: 1e5 }, (_, i) => [`field-${i}-${"x".repeat(40)}`, 1]));
export const perceptronStep = () => record;
export const trainPerceptron = perceptronStep;
export const mistakeBound = perceptronStep;
