"""Form definitions in the formats of others. Each keeps what is only ours beside it, for our import."""
