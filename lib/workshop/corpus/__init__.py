"""The open corpus: how readers' notes become its rows, how it is loaded, how far readers agree."""
