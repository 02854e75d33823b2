"""Read what the sentences of an article say: who, which bodies, where, which post."""
