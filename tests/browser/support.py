"""What the browser's tests share: filling forms as a person does, and how wide a page is."""

_WIDER = """() => document.documentElement.scrollWidth <= window.innerWidth ? [] :
  [...document.querySelectorAll('body *')]
    .filter(each => each.getBoundingClientRect().right > window.innerWidth + 1 && !each.closest('.m-scroll'))
    .map(each => each.outerHTML.slice(0, 120)).slice(0, 5).concat(['wide: ' + document.documentElement.scrollWidth])"""


def wider_than_the_window(page) -> list[str]:
    """Return what makes a page scroll sideways; regions that scroll by themselves do not count."""
    return page.evaluate(_WIDER)


def fill(page, **values) -> None:
    """Fill a form by the names of its inputs: text is typed, a choice is made, True ticks a box, a tuple ticks several."""
    for name, value in values.items():
        found = page.locator(f'main [name="{name}"]')
        kind = found.first.evaluate("each => each.type || each.tagName.toLowerCase()")
        if kind in {"radio", "checkbox"}:
            for one in value if isinstance(value, tuple) else (value,):
                (found if one is True else page.locator(f'main [name="{name}"][value="{one}"]')).check()
        elif kind == "select-one":
            found.select_option(value)
        else:
            found.fill(value)


def day(page, name: str, year: int, month: int, number: int) -> None:
    """Fill the three parts of a day."""
    for place, part in enumerate((number, month, year)):
        page.locator(f'main [name="{name}_{place}"], main [name="{name}-{("day", "month", "year")[place]}"]').fill(
            str(part)
        )


def press(page, label: str, *, refused: bool = False) -> None:
    """Press a button or follow a link, by what it says; the page that follows must show errors if it was `refused`, else none."""
    area = page.locator("main")
    found = area.get_by_role("button", name=label, exact=True).or_(area.get_by_role("link", name=label, exact=True))
    with page.expect_navigation():
        found.first.click()
    told = page.locator("main .govuk-error-summary").all_inner_texts()
    assert bool(told) is refused, f"{page.url}: {told}"
