"""Trouble: why a feed or page did not come."""

#: After so many failures in a row a server is left alone for the rest of the run.
STRIKES = 3


class Trouble(Exception):  # noqa: N818 - it is handed on as a result, too
    """What went wrong, as the part of a sentence that follows an address.

    Args:
        said: Such as "answered 404 (not found)".
        status: The server's answer, if it gave one that is no page.
        worth: How many runs should try; 0 for any number.
        blame: How far the server as a whole is in trouble, not only this page; failures in a
            row add up to ``STRIKES``.
    """

    def __init__(self, said: str, *, status: int = 0, worth: int = 0, blame: int = 0):
        super().__init__("".join(filter(str.isprintable, said)))  # it may quote a server
        self.status = status
        self.worth = worth
        self.blame = blame
