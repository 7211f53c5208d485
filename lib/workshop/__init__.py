"""For people who build annotators: gold, scoring, training, benchmarks; not part of the package."""
