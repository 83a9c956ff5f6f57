// tries: a bigint of a hundred thousand digits, and one of a billion
// stopped by: bigints have a largest length in a reply, and making them takes the child's time
// exercise: 02-activations/relu
export const relu = () => 16n ** 99_999n;
export const reluBackward = () => 2n ** 1_000_000_000n;
