// tries: to answer with what isn't a value: an item of the loading, with ten thousand names
// stopped by: an item of another kind is no answer
// exercise: 02-activations/relu
replies.call = () => [4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0];
