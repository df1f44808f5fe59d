"""Tables of accounts and organisations. What was true stays: roles end, they are not removed."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from manumit.platform.crypto.fields import EncryptedTextField
from manumit.platform.records.identifiers import new_id
from manumit.platform.records.models import Record, Versioned
from manumit.platform.records.privacy import WITH_PARENT, DataClass, Privacy, Retention

ACCOUNT = Retention("accounts.account", 6, "who acted must stay nameable for as long as the acts are kept")


class Organisation(Versioned):
    """A body that takes part. What it may do is in its dated roles."""

    privacy: ClassVar[Privacy] = Privacy(default=DataClass.OFFICIAL, retention=ACCOUNT)

    name = models.CharField(max_length=160, unique=True)
    kind = models.CharField(max_length=40, db_index=True)
    nation = models.CharField(max_length=24, blank=True)
    region = models.CharField(max_length=40, blank=True)
    code = models.CharField(max_length=20, blank=True, db_index=True)
    ports = models.JSONField(default=list)
    active = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.name


class OrganisationRole(Record):
    """What an organisation is, from when to when: first responder, competent authority, prime contractor ..."""

    privacy: ClassVar[Privacy] = Privacy(default=DataClass.PUBLIC, retention=ACCOUNT)

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="roles")
    role = models.CharField(max_length=40, db_index=True)
    scope = models.CharField(max_length=40, blank=True)
    starts = models.DateField()
    ends = models.DateField(null=True)
    source = models.CharField(max_length=200)


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts; only `accounts.services` should call it."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Account":
        """Store a new account with a hashed password (unusable where none is given)."""
        account = self.model(email=self.normalize_email(email).casefold(), **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """A person who signs in. Staff data only; never a victim's."""

    privacy: ClassVar[Privacy] = Privacy(
        default=DataClass.OFFICIAL, retention=ACCOUNT, personal=("email", "name"), sensitive=("password",)
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    email = models.EmailField(_("E-mail address"), unique=True)
    name = models.CharField(_("Name"), max_length=120)
    language = models.CharField(max_length=8, default="en-gb")
    trained_until = models.DateField(null=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    USERNAME_FIELD = "email"
    objects = AccountManager()

    def __str__(self) -> str:
        return str(self.pk)


class Membership(Record):
    """A person holds a role in an organisation, from when to when. Granted by somebody else."""

    privacy: ClassVar[Privacy] = Privacy(default=DataClass.OFFICIAL, retention=ACCOUNT)

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=40)
    starts = models.DateField()
    ends = models.DateField(null=True)
    granted_by = models.CharField(max_length=80)

    class Meta:
        indexes = [models.Index(fields=["account", "starts"], name="membership_account_idx")]


class ApiToken(Record):
    """A secret with which a machine acts for an account. Only its hash is kept."""

    privacy: ClassVar[Privacy] = Privacy(default=DataClass.OFFICIAL, retention=WITH_PARENT, sensitive=("digest",))

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="tokens")
    label = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)


class BrokenGlass(Record):
    """Somebody opened a compartment that is not theirs, with a reason, for a limited time; a guardian reviews it."""

    privacy: ClassVar[Privacy] = Privacy(
        default=DataClass.OFFICIAL,
        retention=Retention("accounts.broken_glass", 6, "exceptional access must stay accountable"),
        sensitive=("reason",),
    )

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="broken_glass")
    compartment = models.CharField(max_length=40)
    reason = EncryptedTextField()
    starts = models.DateTimeField()
    ends = models.DateTimeField()
    reviewed_by = models.CharField(max_length=80, blank=True)
    reviewed_at = models.DateTimeField(null=True)
    justified = models.BooleanField(null=True)
    review_note = EncryptedTextField(blank=True, default="")

    class Meta:
        indexes = [models.Index(fields=["account", "ends"], name="glass_account_idx")]
