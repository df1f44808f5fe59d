"""Reports from the public in the demo: invented, in several languages, some of them about the hidden network."""

from datetime import UTC, date, datetime, time, timedelta

from manumit.cli.demo.nation.model import PublicReport
from manumit.cli.demo.nation.rolls import mobile, rolls
from manumit.cli.demo.nation.services import MONTH

_ABOUT_NETWORK = 6

_REPORTS: tuple[tuple[int, str, str, bool, str, str], ...] = (
    (5, "en", "Northmoor", False,
     "A van takes nine men from a house on Tannery Lane before five every morning and brings them back after dark, without coats.", ""),
    (12, "lt", "Northmoor", True,
     "Dirbu su vyru vardu Saulius. Jam nemoka, o pasą laiko šeimininkas. Jis bijo eiti į policiją.",
     "A workmate named Saulius is not paid, the boss holds his passport, and he is afraid to go to the police."),
    (17, "ro", "Luton", False,
     "Un bărbat vine des cu copii diferiți la aeroport. Spune mereu că sunt nepoții lui.",
     "A man often comes through the airport with different children and always says that they are his nephews and nieces."),
    (22, "sk", "Dover", True,
     "Mladá mama s bábätkom plakala na trajekte. Povedala, že jej vzali občiansky preukaz a nevie, kam ide.",
     "A young mother with a baby cried on the ferry; her identity card had been taken and she did not know where she was going."),
    (24, "vi", "Eastwick", True,
     "Có một cậu bé người Việt ở một mình trong nhà đóng kín cửa sổ, có mùi cây rất nặng.",
     "A Vietnamese boy is alone in a house with covered windows and a heavy smell of plants."),
    (26, "en", "Harbourton", False,
     "A woman told my daughter to ring 07700 900917 for salon work in London, room included, pay back the fare later.", ""),
    (3, "en", "Eastwick", False,
     "The car wash by the station: the same four lads all day, no gloves, and they sleep in the container behind it.", ""),
    (8, "pl", "Thornleigh", False,
     "Agencja zabrała nam dowody i potrąca z wypłaty za mieszkanie tyle, że nic nie zostaje.",
     "An agency took our identity cards and deducts so much for housing that nothing is left."),
    (10, "en", "Avonmere", False,
     "My neighbours have a girl who cleans and minds the children. She is never out alone and does not go to school.", ""),
    (15, "zh", "Harbourton", False,
     "餐馆厨房里有人每天工作十六个小时，护照在老板手里。",
     "People in a restaurant kitchen work sixteen hours a day and the owner holds their passports."),
    (19, "en", "Northmoor", False,
     "Different men go in and out of the flat above the shop all night. I have not seen the young women leave.", ""),
    (25, "ar", "Thornleigh", False,
     "صديقتي تعمل في منزل ولا يسمحون لها بالهاتف ولم تستلم راتبها منذ سنة.",
     "A friend works in a household, is not allowed a telephone and has not been paid for a year."),
)  # fmt: skip


def public_reports(seed: int, first_day: date) -> tuple[PublicReport, ...]:
    """Return the reports of the month in order of arrival; half of them concern the hidden network."""
    roll = rolls(seed, "reports")
    reports = [
        PublicReport(
            key=f"r-{number + 1:02d}",
            received_at=datetime.combine(
                first_day + timedelta(days=min(day, MONTH - 1)), time(roll.randint(6, 22), roll.randrange(60)), UTC
            ),
            language=language,
            place=place,
            text=text,
            gist=gist,
            danger_now=danger,
            contact=mobile(roll) if roll.random() < 0.4 else "",  # noqa: PLR2004 - most people give no name or number
            about_network=number < _ABOUT_NETWORK,
        )
        for number, (day, language, place, danger, text, gist) in enumerate(_REPORTS)
    ]
    return tuple(sorted(reports, key=lambda each: each.received_at))
