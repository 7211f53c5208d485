"""The way of the data, on one machine or many, through the cache; what is found lies elsewhere."""
