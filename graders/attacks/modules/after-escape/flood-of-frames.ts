// tries: to answer a hundred thousand times
// stopped by: a child that speaks without being asked is killed; a bound on items
// exercise: 02-activations/relu
replies.call = () => {
  for (let i = 0; i < 100_000; i++) send([1, 0, 0, 0, 0, 0, 0, 0, 0]);
  return [0, 1, 0, 0, 0, 0];
};
