"""What the domain says when it cannot do what was asked."""


class DomainError(Exception):
    """A refusal that a person can read and act on.

    `text` is Portuguese, ready for the message row; `field` names the input at fault, in the words of the
    screens, when there is one; `code` is the code of the house (a block, a refusal) when there is one.
    """

    def __init__(self, text: str, *, field: str = "", code: str = "") -> None:
        super().__init__(text)
        self.text = text
        self.field = field
        self.code = code


class NotFoundError(DomainError):
    """The thing asked for is not registered."""


class ForbiddenError(DomainError):
    """The operator's role does not allow it."""


class StaleError(DomainError):
    """Somebody else changed the row since it was read; nothing was written."""


class ParameterError(DomainError):
    """The rulebook has no value for this name on this date. Never replaced by a default."""
