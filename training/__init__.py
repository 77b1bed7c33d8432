"""How the model is made, from public corpora to the shipped files; README.md says in which order."""
