"""Articles: whatever a source holds in; a table of articles and one of refused inputs out."""

from presseschau.articles.loading import (
    article_id,
    load_articles,
    normalize,
    unwrap,
)

__all__ = [
    "article_id",
    "load_articles",
    "normalize",
    "unwrap",
]
