// tries: a function that is exported when the file is loaded and replaced by another later
// stopped by: each call looks the name up anew, and what it gives is compared like any other answer
// exercise: 02-activations/relu
export let relu = (x) => {
  relu = (again) => again;
  return x.maximum(0).add(1);
};
export let reluBackward = () => {
  reluBackward = 5;
  return 0;
};
