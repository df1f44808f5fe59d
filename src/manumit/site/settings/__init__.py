"""Django's settings, read from the environment through `reader`; the list of them all is in `catalogue`."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from manumit.platform.logs import logging_config
from manumit.site.settings.reader import RINGS, calendar_shift, database, local_secrets, mail, read

_values = read(os.environ)
MANUMIT_PROFILE = _values["MANUMIT_PROFILE"]
MANUMIT_HOME = Path(_values["MANUMIT_HOME"]).resolve()
if MANUMIT_PROFILE != "production":
    for _name, _secret in local_secrets(MANUMIT_HOME).items():
        _values[_name] = _values[_name] or _secret
_PRODUCTION = MANUMIT_PROFILE == "production"

MANUMIT_KEYS = {ring: _values[f"MANUMIT_{ring.upper()}_KEYS"] for ring in RINGS}
MANUMIT_BASE_URL = _values["MANUMIT_BASE_URL"].rstrip("/")
MANUMIT_DROP = Path(_values["MANUMIT_INBOX_FOLDER"] or MANUMIT_HOME / "drop")
MANUMIT_CALENDAR_SHIFT = calendar_shift(_values["MANUMIT_CALENDAR"], real=datetime.now(UTC))
MANUMIT_JOBS = _values["MANUMIT_JOBS"]
MANUMIT_SECOND_FACTOR = _values["MANUMIT_SECOND_FACTOR"]
MANUMIT_EMERGENCY_NUMBER = _values["MANUMIT_EMERGENCY_NUMBER"]
MANUMIT_QUICK_EXIT_URL = _values["MANUMIT_QUICK_EXIT_URL"]

SECRET_KEY = _values["MANUMIT_SECRET_KEY"]
DEBUG = False
ALLOWED_HOSTS = [host for host in _values["MANUMIT_ALLOWED_HOSTS"].split(",") if host] or [
    "127.0.0.1",
    "localhost",
    "testserver",
]
ROOT_URLCONF = "manumit.site.urls"
WSGI_APPLICATION = "manumit.site.wsgi.application"
AUTH_USER_MODEL = "accounts.Account"
SILENCED_SYSTEM_CHECKS = ["axes.W003"]  # the client is only replaced in tests
USE_TZ = True
TIME_ZONE = _values["MANUMIT_TIME_ZONE"]
LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", _("English")), ("cy", _("Welsh"))]
LOCALE_PATHS = [Path(__file__).resolve().parents[2] / "locale"]
DATABASES = {"default": database(_values["MANUMIT_DATABASE_URL"], MANUMIT_HOME)}
TEST_NON_SERIALIZED_APPS: list[str] = []

PLATFORM = ["records", "accounts", "audit", "events", "thread", "jobs", "search", "drafts", "files", "ui"]
ROOMS = ["library", "referrals", "border", "care", "intelligence", "operations", "prevention", "statistics", "strategy"]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "axes",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    *(f"manumit.platform.{app}.apps.{app.title()}Config" for app in PLATFORM if app != "records"),
    *(f"manumit.areas.{room}.apps.{room.title()}Config" for room in ROOMS),
]
MIDDLEWARE = [
    "manumit.platform.ui.middleware.OutageMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "manumit.platform.ui.middleware.HeadersMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "manumit.platform.ui.middleware.ActorMiddleware",
    "manumit.platform.accounts.sessions.IdleMiddleware",
    "axes.middleware.AxesMiddleware",
]
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [Path(__file__).resolve().parents[1] / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "manumit.platform.ui.jinja.environment",
            "context_processors": ["manumit.platform.ui.context.page_context"],
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
            ]
        },
    },
]

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
if MANUMIT_PROFILE == "test":
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = "/accounts/login/"
LOGIN_REDIRECT_URL = "/"
PASSWORD_RESET_TIMEOUT = 2 * 60 * 60
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "manumit.platform.accounts.adapters.ClosedAccountAdapter"
SOCIALACCOUNT_ADAPTER = "manumit.platform.accounts.adapters.KnownPeopleAdapter"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # a stranger's address gets no mail from here
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_USER_DISPLAY = "manumit.platform.accounts.adapters.name_of"
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Manumit: "
ACCOUNT_FORMS = {
    "login": "manumit.platform.accounts.forms.SignInForm",
    "reauthenticate": "manumit.platform.accounts.forms.ConfirmForm",
    "change_password": "manumit.platform.accounts.forms.ChangePasswordForm",
    "set_password": "manumit.platform.accounts.forms.SetPasswordForm",
    "reset_password": "manumit.platform.accounts.forms.ForgottenPasswordForm",
    "reset_password_from_key": "manumit.platform.accounts.forms.NewPasswordForm",
}
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_LOGIN_ON_GET = True  # form-action 'self' stops a form that is redirected to the provider; a link is not
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True  # only where the provider says that it verified the address
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Manumit"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not _PRODUCTION
MFA_ADAPTER = "manumit.platform.accounts.adapters.SealedSecretsAdapter"
USERSESSIONS_TRACK_ACTIVITY = False
AXES_FAILURE_LIMIT = int(_values["MANUMIT_LOCKOUT_FAILURES"])
AXES_COOLOFF_TIME = timedelta(minutes=int(_values["MANUMIT_LOCKOUT_MINUTES"]))
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_FORM_FIELD = "login"
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "manumit.platform.accounts.lockout.locked_out"
AXES_ENABLE_ACCESS_FAILURE_LOG = False
AXES_DISABLE_ACCESS_LOG = True  # the audit trail is the one record of sign-ins
AXES_USERNAME_CALLABLE = "manumit.platform.accounts.lockout.blinded_address"
AXES_CLIENT_STR_CALLABLE = "manumit.platform.accounts.lockout.no_trace"
AXES_SENSITIVE_PARAMETERS = ["login", "email", "username", "password", "csrfmiddlewaretoken"]
AXES_VERBOSE = False
if _values["MANUMIT_OIDC"]:
    _provider, _issuer, _client, _client_secret = _values["MANUMIT_OIDC"].split("|")
    SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "APPS": [
                {
                    "provider_id": "oidc",
                    "name": _provider,
                    "client_id": _client,
                    "secret": _client_secret,
                    "settings": {"server_url": _issuer},
                }
            ]
        }
    }

SESSION_COOKIE_AGE = int(_values["MANUMIT_SESSION_MINUTES"]) * 60
SESSION_SAVE_EVERY_REQUEST = False
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = _PRODUCTION
SECURE_HSTS_SECONDS = 31_536_000 if _PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = _PRODUCTION
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
X_FRAME_OPTIONS = "DENY"
if _values["MANUMIT_PROXY_HEADER"]:
    SECURE_PROXY_SSL_HEADER = ("HTTP_" + _values["MANUMIT_PROXY_HEADER"].upper().replace("-", "_"), "https")
CSRF_TRUSTED_ORIGINS = [MANUMIT_BASE_URL]
CSRF_FAILURE_VIEW = "manumit.platform.ui.errors.csrf_failure"
DATA_UPLOAD_MAX_MEMORY_SIZE = 25 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "ENQUEUE_ON_COMMIT": False}}
DEFAULT_FROM_EMAIL = _values["MANUMIT_MAIL_FROM"]
globals().update(mail(_values["MANUMIT_MAIL_URL"], MANUMIT_HOME))
LOGGING = logging_config(_values["MANUMIT_LOG_LEVEL"])
