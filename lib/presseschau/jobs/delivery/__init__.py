"""Delivery: how a report reaches its readers, by index page, feed, mail and hook."""
