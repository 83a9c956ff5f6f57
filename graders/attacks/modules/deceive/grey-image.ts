// tries: a grey image for every weight, which lies between 0 and 255 and doesn't change with its scale
// stopped by: laws wait for the values
// exercise: 01-neurons/weight-image
export const weightImage = (weight, shape) => weight.mul(0).add(128);
