"""SQL of classes: the classes themselves, their pages, who stands where."""
