"""The language model: word pieces, windows, the encoder, and what its heads answer."""
