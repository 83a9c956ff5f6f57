// tries: an error for every call, where errors are what some checks ask for
// stopped by: a check of errors alone needs one that has passed on values
// exercise: 01-neurons/perceptron
export const perceptronStep = () => {
  throw new RangeError("no");
};
export const trainPerceptron = perceptronStep;
export const mistakeBound = perceptronStep;
