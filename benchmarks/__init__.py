"""How good and how fast newsan is, one command each; nothing here is part of the product."""
