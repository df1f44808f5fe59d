"""The error tree of the whole house: what went wrong, said so that a person can act on it. Imports nothing."""


class ManumitError(Exception):
    """Root of every error that Manumit raises on purpose.

    Args:
        message: a sentence that says what to do; may be shown to anyone who may see the page.
        code: a stable, machine-readable word; the class's own where not given.
        detail: facts for the log and the API. Never holds a person's data.
    """

    default_code = "error"

    def __init__(self, message: str, *, code: str | None = None, detail: dict[str, object] | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.code = code or self.default_code
        self.detail: dict[str, object] = detail or {}


class InputError(ManumitError):
    """What came in cannot be accepted as it is; `field` names the part to mend, where there is one."""

    default_code = "input"

    def __init__(
        self,
        message: str,
        *,
        field: str | None = None,
        code: str | None = None,
        detail: dict[str, object] | None = None,
    ) -> None:
        super().__init__(message, code=code, detail=detail)
        self.field = field


class MessageError(InputError):
    """A carrier's message (or a part of it) that does not parse, with the place where reading stopped.

    Args:
        message: what is wrong and what to do.
        segment: the segment's number in the interchange, counted from 1.
        offset: the character in the raw text, counted from 0.
    """

    default_code = "message"

    def __init__(self, message: str, *, segment: int, offset: int, code: str | None = None) -> None:
        super().__init__(message, code=code, detail={"segment": segment, "offset": offset})
        self.segment = segment
        self.offset = offset


class RuleBroken(ManumitError):
    """A rule of law or practice forbids it."""

    default_code = "rule"


class MoveRefused(RuleBroken):
    """The workflow does not allow this move from this state, or a guard said no."""

    default_code = "move-refused"


class PolicyGap(RuleBroken):
    """No dated rule is in force on the day that was asked for."""

    default_code = "policy-gap"


class SeparationOfDuties(RuleBroken):
    """The same person may not do both of these; somebody else must."""

    default_code = "separation-of-duties"


class Duplicate(RuleBroken):
    """The same thing was received before."""

    default_code = "duplicate"


class AccessRefused(ManumitError):
    """The actor may not do this."""

    default_code = "refused"


class NotFound(AccessRefused):
    """There is no such thing, or it may not be seen: the two look alike on purpose."""

    default_code = "not-found"


class Conflict(ManumitError):
    """Somebody else changed it first; `detail` names the version that was expected and the one found."""

    default_code = "conflict"


class ConfigError(ManumitError):
    """A setting is missing or unsafe; the message names it."""

    default_code = "config"


class DependencyDown(ManumitError):
    """A database, a broker or a mail server did not answer."""

    default_code = "dependency-down"
