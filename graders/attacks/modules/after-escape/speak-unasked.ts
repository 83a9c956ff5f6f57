// tries: to answer before it is asked, so that the answer is taken for that of the next call
// stopped by: a child that speaks without being asked is killed
// exercise: 02-activations/relu
send([1, 0, 0, 0, 1, 0, 0, 0, 0]);
send([1, 0, 0, 0, 1, 0, 0, 0, 0]);
