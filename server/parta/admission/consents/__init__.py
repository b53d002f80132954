"""Rules and consents: which text, who, for whom, when, how; who may therefore take part (B13, B14, B15)."""
