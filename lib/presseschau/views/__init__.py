"""Tables in; charts, tables and pages out, in the reader's language. Nothing here counts."""
