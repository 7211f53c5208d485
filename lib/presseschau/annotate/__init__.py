"""One text in; names, quotes and tone out. Nothing here looks beyond that text."""
