"""The Jinja2 environment of every page: where templates are found, what they may call, and how text is translated."""

from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar

from django.apps import apps
from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django_htmx.jinja import htmx_script
from jinja2 import BaseLoader, ChoiceLoader, Environment, FileSystemLoader, PackageLoader, PrefixLoader
from jinja2.runtime import Undefined
from jinja2.utils import missing

from manumit.platform.ui import fields, forms, tables
from manumit.platform.ui import format as fmt

T = TypeVar("T")
KIT = Path(__file__).parent / "templates"


class KitUndefined(Undefined):
    """Strict for names, lenient for the keys of a macro's parameters.

    A misspelt name in a page must fail at once. The GOV.UK macros, however, ask their parameter dictionary for keys
    that the caller left out, so a missing key of a dict (and an inline `if` without `else`) stays silent, as
    they need.
    """

    __slots__ = ()

    def _lenient(self) -> bool:
        if self._undefined_obj is missing:
            return self._undefined_name in {None, "caller", "undefined", "null"}
        return isinstance(self._undefined_obj, dict)

    def _answer(self, quiet: T) -> T:
        if not self._lenient():
            self._fail_with_undefined_error()
        return quiet

    def __str__(self) -> str:
        """Nothing, where a missing key may stay silent."""
        return self._answer("")

    def __bool__(self) -> bool:
        """False, where a missing key may stay silent."""
        return self._answer(quiet=False)

    def __iter__(self) -> Iterator[Any]:
        """Empty, where a missing key may stay silent."""
        return self._answer(iter(()))

    def __len__(self) -> int:
        """Zero, where a missing key may stay silent."""
        return self._answer(0)

    def __eq__(self, other: object) -> bool:
        """Equal only to another missing key."""
        return self._answer(type(self) is type(other))

    def __ne__(self, other: object) -> bool:
        """Say the opposite of equality."""
        return not self.__eq__(other)

    def __hash__(self) -> int:
        """One hash for all, as they are all equal."""
        return self._answer(id(type(self)))


def _url(name: str, *args: object, **kwargs: object) -> str:
    return reverse(name, args=args or None, kwargs=kwargs or None)


def template_dirs() -> list[str]:
    """List the `templates` folders of the project's own installed apps, then the kit's."""
    own = (config for config in apps.get_app_configs() if config.name.split(".")[0] == "manumit")
    dirs = [str(Path(config.path) / "templates") for config in own if (Path(config.path) / "templates").is_dir()]
    return [*dirs, *([] if str(KIT) in dirs else [str(KIT)])]


def loader(first: BaseLoader | None = None) -> ChoiceLoader:
    """Find templates in `first` (DIRS of the settings), then in the rooms, then in the kit, then GOV.UK's macros."""
    govuk = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    return ChoiceLoader([*([first] if first else []), FileSystemLoader(template_dirs()), govuk])


def _filters() -> dict[str, Callable[..., object]]:
    names = ("day", "moment", "money", "number", "plural", "duration", "age", "clock")
    return {name: getattr(fmt, name) for name in names}


def _globals() -> dict[str, object]:
    return {
        "url": _url,
        "static": static,
        "htmx_script": htmx_script,
        "language": lambda: translation.get_language() or settings.LANGUAGE_CODE,
        "text_direction": lambda: "rtl" if translation.get_language_bidi() else "ltr",
        "product_version": version("manumit"),
        "field_view": fields.field_view,
        "error_links": forms.error_links,
        "query_with": tables.query_with,
    }


def environment(**options: Any) -> Environment:
    """Build the environment; Django's Jinja2 backend calls it with its options.

    Autoescape is always on, a misspelt name raises, and text goes through Django's catalogue. A percent sign in a
    translated text is written twice (`%%`), because newstyle gettext formats every text.
    """
    options["loader"] = loader(options.get("loader"))
    options["autoescape"] = True
    options["undefined"] = KitUndefined
    options["extensions"] = [*options.get("extensions", ()), "jinja2.ext.i18n"]
    env = Environment(**options)  # noqa: S701 - autoescape is set two lines above
    env.install_gettext_callables(  # type: ignore[attr-defined] # the i18n extension adds it
        translation.gettext,
        translation.ngettext,
        newstyle=True,
        pgettext=translation.pgettext,
        npgettext=translation.npgettext,
    )
    env.filters.update(_filters())
    env.globals.update(_globals())
    return env
