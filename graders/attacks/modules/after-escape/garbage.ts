// tries: to send bytes without sense
// stopped by: a decoder that checks every bound
// exercise: 02-activations/relu
replies.call = () => Array.from({ length: 5000 }, (_, i) => (i * 7919) % 251);
