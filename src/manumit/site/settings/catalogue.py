"""Every setting of Manumit: its name in the environment, what it does and what is safe in production.

`docs/reference/settings.md` is generated from this list, and a house test keeps the two equal.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting, read from the environment.

    Args:
        name: the environment variable.
        default: what holds where it is not set.
        meaning: one sentence for the operator.
        required: whether the production profile refuses to start without it.
    """

    name: str
    default: str
    meaning: str
    required: bool = False


CATALOGUE: tuple[Setting, ...] = (
    Setting("MANUMIT_PROFILE", "development", "`production`, `development`, `demo` or `test`. Production refuses unsafe settings."),
    Setting("MANUMIT_HOME", "var", "Folder of the embedded database, the inbox, the encrypted files, the lake and (outside production) the keys."),
    Setting("MANUMIT_DATABASE_URL", "", "`postgresql://user@host:port/name` or `sqlite:///path`. Empty: SQLite in the home folder.", required=True),
    Setting("MANUMIT_SECRET_KEY", "", "Signs sessions and forms: 50 random characters or more.", required=True),
    Setting("MANUMIT_FIELD_KEYS", "", "Keyring of encrypted fields and files, `id:base64,id:base64`, the current key first. `manumit keys new` makes an entry.", required=True),
    Setting("MANUMIT_SAFE_KEYS", "", "Keyring of the safe: addresses of safe houses, identities of those who did not consent.", required=True),
    Setting("MANUMIT_SEARCH_KEYS", "", "Keyring that blinds the words of the search index and of other look-ups.", required=True),
    Setting("MANUMIT_AUDIT_KEYS", "", "Keyring of the audit chain. Old keys must stay, or old links cannot be verified.", required=True),
    Setting("MANUMIT_ALLOWED_HOSTS", "", "Host names under which the pages are served, parted by commas.", required=True),
    Setting("MANUMIT_BASE_URL", "http://127.0.0.1:8000", "Address put into notices; in production it must be https."),
    Setting("MANUMIT_PROXY_HEADER", "", "`X-Forwarded-Proto` where a proxy that you trust ends TLS and sets this header."),
    Setting("MANUMIT_INBOX_FOLDER", "", "Folder that `manumit ingest` reads carriers' messages from. Empty: `drop` in the home folder."),
    Setting("MANUMIT_MAIL_URL", "", "`smtp://user:password@host:port?tls=1`. Empty: notices are written into the home folder.", required=True),
    Setting("MANUMIT_MAIL_FROM", "manumit@localhost", "Sender of notices."),
    Setting("MANUMIT_SECOND_FACTOR", "required", "`required` or `optional`. Production refuses anything but `required`."),
    Setting("MANUMIT_OIDC", "", "OpenID Connect provider as `name|issuer|client id|client secret`. Empty: none."),
    Setting("MANUMIT_SESSION_MINUTES", "60", "Minutes after which an idle session ends."),
    Setting("MANUMIT_LOCKOUT_FAILURES", "5", "Failed sign-ins after which an account and address are locked."),
    Setting("MANUMIT_LOCKOUT_MINUTES", "15", "Minutes that a lockout lasts."),
    Setting("MANUMIT_JOBS", "worker", "`worker`: jobs wait for `manumit worker`. `inline`: the serving process runs them in a thread (demo)."),
    Setting("MANUMIT_LOG_LEVEL", "INFO", "`DEBUG`, `INFO`, `WARNING` or `ERROR`."),
    Setting("MANUMIT_CALENDAR", "", "Moment at which the calendar of the demonstration stands when the process starts, such as `2011-10-18T11:00+01:00`. Refused in production."),
    Setting("MANUMIT_TIME_ZONE", "Europe/London", "Time zone in which pages show moments; flights are shown in their port's own."),
    Setting("MANUMIT_EMERGENCY_NUMBER", "999", "Number shown first on pages for the public."),
    Setting("MANUMIT_QUICK_EXIT_URL", "https://www.bbc.co.uk/weather", "Where the quick exit leads."),
)  # fmt: skip
