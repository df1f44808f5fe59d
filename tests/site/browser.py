"""What tests ask of a rendered page."""

from html.parser import HTMLParser

from django.test import Client

PASSWORD = "a long enough password"


class _Inline(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "style" or (tag == "script" and "src" not in given and given.get("type") != "application/json"):
            self.found.append(tag)
        self.found += [f"{tag} {name}" for name in given if name == "style" or name.startswith("on")]


def inline_code(html: str) -> list[str]:
    """Everything that the content security policy would refuse to run or to apply."""
    reader = _Inline()
    reader.feed(html)
    return reader.found


def sign_in(client: Client, email: str, password: str = PASSWORD, **more):
    return client.post("/accounts/login/", {"login": email, "password": password}, **more)


def signed_in(people, role: str = "caseworker") -> Client:
    """A browser that went through the sign-in page, so that the session is listed and recently proved."""
    client = Client()
    response = sign_in(client, people.account(role).email)
    assert response.status_code == 302, response.content
    return client
