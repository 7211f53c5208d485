"""Feeds: RSS and Atom, fetched politely and saved as files like those of any other source."""

from presseschau.jobs.settings import Fetching, feed_mistake, folder_name, is_feed

__all__ = ["Fetching", "feed_mistake", "folder_name", "is_feed"]
