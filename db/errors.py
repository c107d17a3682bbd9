"""The known errors: what can go wrong without being a bug, each with a calm Vietnamese sentence."""


class KnownError(Exception):
    """Something that happens in any office; `sentence` says what happened, that nothing is lost, and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class ForeignFile(KnownError):
    """The file is not a book of this program."""


class DamagedBook(KnownError):
    """The book cannot be read as it was written."""


class NewerBook(KnownError):
    """The book was written by a newer version of the program."""


class BookInUse(KnownError):
    """Another program holds the book."""


class WrongPassphrase(KnownError):
    """The passphrase or the recovery code does not open the book."""


class NotAllowed(KnownError):
    """The account may not do this; the sentence says who may."""


class UnsafePlace(KnownError):
    """The file may not be written or opened at this place."""


class CannotWrite(KnownError):
    """The disk is full, read-only or failing."""


class NotFound(KnownError):
    """The record asked for is not in the book."""


class StillUsed(KnownError):
    """The record cannot be removed because others need it."""


class BadValue(KnownError):
    """A typed value cannot be taken as it is."""


class BadDate(BadValue):
    """A typed date is not a date."""


class CannotUndo(KnownError):
    """A change cannot be taken back."""


class BadInputFile(KnownError):
    """A file given to the program cannot be read."""


class BadForm(KnownError):
    """A form file cannot be used."""


class BadPhoto(KnownError):
    """A picture cannot be used as a photograph."""


class EngineTooOld(KnownError):
    """The database engine on this machine is not the one the program was built for."""
