"""One reader a format: a function ``read`` from an opened input to its documents; ``newsan/inputs/formats.py`` lists
them."""
