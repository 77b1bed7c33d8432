"""Links and quotation marks → attributions: who says what, as the text gives it."""
