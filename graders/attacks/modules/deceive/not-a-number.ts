// tries: NaN for every answer and every gradient
// stopped by: NaN is wrong where a number is expected, and no slope is NaN
// exercise: 03-losses/mse
export const mse = (predictions) => predictions.sum().mul(NaN);
export const mseBackward = (predictions) => predictions.mul(NaN);
