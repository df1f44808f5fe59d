"""The timetable of the demo nation: services into the country, between real ports and by real carriers; times invented."""

from dataclasses import dataclass

from manumit.kernel.places import Carrier, Port, carrier, port


@dataclass(frozen=True, slots=True)
class Route:
    """A repeated service: local time of departure, minutes on the way, and the cultures aboard by share."""

    carrier: str
    number: str
    origin: str
    destination: str
    leaves: str
    minutes: int
    cultures: tuple[tuple[str, int], ...]


_ROUTES = """
BA|74|LOS|LHR|10:25|385|yoruba 4 igbo 4 edo 3 hausa 1 british 3
VN|55|SGN|LHR|01:05|800|vietnamese 7 british 2 french 1
VN|51|HAN|LGW|00:40|780|vietnamese 8 british 2
RO|391|OTP|LHR|08:45|210|romanian 8 british 1
W6|3003|OTP|LTN|06:10|205|romanian 9 british 1
FR|2316|BTS|STN|12:35|145|slovak 7 hungarian 1 british 2
OK|650|PRG|LHR|07:20|125|czech 6 slovak 2 british 2
W6|2201|BUD|LTN|09:15|155|hungarian 7 romanian 1 british 2
LO|281|WAW|LHR|07:35|160|polish 7 ukrainian 1 british 2
FR|2871|VNO|STN|15:10|170|lithuanian 7 polish 1 british 2
W6|4461|SOF|LTN|13:30|195|bulgarian 8 british 2
W6|5027|TIA|LTN|16:20|190|albanian 8 british 2
A3|600|ATH|LHR|08:15|245|greek 6 british 3 albanian 1
PS|111|KBP|LGW|10:40|215|ukrainian 8 british 1
SU|2578|SVO|LHR|09:50|250|russian 8 british 1
TK|1979|IST|LHR|08:05|245|turkish 5 iranian 1 arabic 2 afghan 1 british 1
ET|700|ADD|LHR|00:50|470|ethiopian 5 eritrean 2 sudanese 1 ugandan 1 somali 1
KQ|100|NBO|LHR|08:55|525|ugandan 3 somali 2 congolese 1 british 3
MS|777|CAI|LHR|09:30|315|arabic 5 sudanese 4 british 1
AF|1680|CDG|LHR|12:30|80|french 5 congolese 1 vietnamese 1 british 3
LH|914|FRA|LHR|13:25|105|german 6 turkish 1 british 3
IB|3166|MAD|LHR|15:50|150|spanish 6 colombian 1 brazilian 1 british 2
AZ|204|FCO|LHR|08:40|165|italian 7 british 2
EI|154|DUB|LHR|09:10|80|irish 7 british 3
EI|3256|DUB|GLA|11:15|65|irish 6 british 4
CZ|303|CAN|LHR|14:45|780|chinese 8 british 1
CA|937|PEK|LHR|13:30|690|chinese 7 korean 1 british 1
KE|907|ICN|LHR|13:10|750|korean 8 british 1
JL|43|NRT|LHR|11:20|780|japanese 8 british 1
TG|916|BKK|LHR|13:00|770|thai 6 british 4
PR|720|MNL|LHR|13:40|870|filipino 8 british 1
AI|111|DEL|LHR|14:00|590|indian 7 srilankan 1 british 2
PK|791|ISB|BHX|10:30|500|pakistani 7 afghan 1 british 2
BG|201|DAC|LHR|10:15|670|bangladeshi 8 british 2
QR|21|DOH|MAN|07:55|450|filipino 2 indonesian 2 srilankan 2 indian 2 british 2
LA|8084|GRU|LHR|23:10|680|brazilian 8 british 1
AV|120|BOG|LHR|22:40|610|colombian 7 jamaican 1 british 1
BA|178|JFK|LHR|08:00|415|american 5 british 4 jamaican 1
9F|9031|XPG|QQS|13:13|136|french 4 british 4 german 1 american 1
POFERRIES|17|CQF|DVR|14:50|90|british 4 romanian 2 polish 2 slovak 1 french 1
"""


def _rows(text: str) -> list[list[str]]:
    return [line.split("|") for line in text.strip().splitlines()]


def _route(row: list[str]) -> Route:
    words = row[6].split()
    shares = tuple((name, int(share)) for name, share in zip(words[::2], words[1::2], strict=True))
    return Route(row[0], row[1], row[2], row[3], row[4], int(row[5]), shares)


ROUTES: tuple[Route, ...] = tuple(_route(row) for row in _rows(_ROUTES))


def route(carrier_code: str, number: str) -> Route:
    """Return the route of a carrier and number. Raises LookupError where the timetable has none."""
    for each in ROUTES:
        if (each.carrier, each.number) == (carrier_code, number):
            return each
    raise LookupError(f"no route {carrier_code} {number}")


def carriers_used() -> tuple[Carrier, ...]:
    """Return the carriers of the timetable, each once, in its order."""
    return tuple(carrier(code) for code in dict.fromkeys(each.carrier for each in ROUTES))


def ports_used() -> tuple[Port, ...]:
    """Return the ports of the timetable, each once, in its order."""
    codes = dict.fromkeys(code for each in ROUTES for code in (each.origin, each.destination))
    return tuple(port(code) for code in codes)
