"""The windows in which the journey happens: one for each member of staff, every page looked at once."""

import re

from tests.browser.support import wider_than_the_window

_RECORD = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_NEVER_MADE = "01890000-0000-7000-8000-000000000000"


class Windows:
    """One signed-in window for each member of staff; remembers what the journey met on its way."""

    def __init__(self, *, server, new_page, sign_in, axe) -> None:
        self.server, self._new_page, self._sign_in, self._axe = server, new_page, sign_in, axe
        self._open, self._seen = {}, set()
        self.hrefs: dict[str, str] = {}
        self.pseudonym = ""

    def window(self, role: str, *, organisation: str = "", phone: bool = False):
        """Return the window of somebody with a role, signed in once."""
        key = role, organisation
        if key not in self._open:
            self._open[key] = self._new_page(phone=phone)
            self._sign_in(self._open[key], role, organisation=organisation)
        return self._open[key]

    def look(self, page) -> None:
        """Hold the page against WCAG and the width of the window, once for each heading and width."""
        heading = page.locator("h1").first.inner_text(), page.viewport_size["width"]
        if heading in self._seen:
            return
        self._seen.add(heading)
        self._axe(page)
        assert wider_than_the_window(page) == [], page.url

    def visit(self, page, path: str):
        """Go to an address and look at it."""
        answer = page.goto(path)
        assert answer.status == 200, f"{path}: {answer.status}"
        self.look(page)
        return page

    def is_shut(self, page, href: str) -> bool:
        """Whether a record does not exist for this reader: the answer is the one for a record that was never made."""
        answer = page.goto(href).status
        return answer in {403, 404} and answer == page.goto(_RECORD.sub(_NEVER_MADE, href)).status

    def keep(self, name: str, page) -> None:
        """Remember where a record stands."""
        self.hrefs[name] = page.url

    def record_id(self, name: str) -> str:
        """Return the identifier in the address of a remembered record."""
        return _RECORD.search(self.hrefs[name])[0]
