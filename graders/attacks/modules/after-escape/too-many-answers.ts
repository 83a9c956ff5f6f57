// tries: to answer more calls than were made
// stopped by: answers are counted by the grader
// exercise: 02-activations/relu
replies.call = (count) => [...Array.from({ length: 10 * count }, () => [1, 3, 0, 0, 0, 0, 0, 0, 0xf0, 0x3f, 0]).flat(), 0, 1, 0, 0, 0, 0];
