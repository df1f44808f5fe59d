"""What the browser's tests share: how wide a page is."""

_WIDER = """() => document.documentElement.scrollWidth <= window.innerWidth ? [] :
  [...document.querySelectorAll('body *')]
    .filter(each => each.getBoundingClientRect().right > window.innerWidth + 1 && !each.closest('.m-scroll'))
    .map(each => each.outerHTML.slice(0, 120)).slice(0, 5).concat(['wide: ' + document.documentElement.scrollWidth])"""


def wider_than_the_window(page) -> list[str]:
    """Return what makes a page scroll sideways; regions that scroll by themselves do not count."""
    return page.evaluate(_WIDER)
