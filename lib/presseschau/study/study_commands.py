"""The commands of a study: categories."""

#: The commands with their examples, as ``cli`` takes them up.
COMMANDS = {}
