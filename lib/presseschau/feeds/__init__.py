"""Feeds: RSS and Atom, fetched politely and saved as files like those of any other source."""

from presseschau.feeds.settings import Fetching, folder_name, is_feed, mistake_in

__all__ = ["Fetching", "folder_name", "is_feed", "mistake_in"]
