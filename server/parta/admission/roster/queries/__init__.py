"""All SQL of the roster import: what the school has, the imports themselves, and writing a plan set by set."""
