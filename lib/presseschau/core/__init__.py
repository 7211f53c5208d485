"""What everything stands on: columns, text, an analysis and how it is saved; counts nothing."""
