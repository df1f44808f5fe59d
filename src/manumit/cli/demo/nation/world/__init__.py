"""The standing world of the demo nation: organisations and staff, providers of care, public reports and the library."""

from manumit.cli.demo.nation.world.guidance import GUIDANCE
from manumit.cli.demo.nation.world.organisations import ORGANISATIONS, organisations
from manumit.cli.demo.nation.world.providers import providers
from manumit.cli.demo.nation.world.reports import public_reports
from manumit.cli.demo.nation.world.staff import MAIL_DOMAIN, staff

__all__ = ["GUIDANCE", "MAIL_DOMAIN", "ORGANISATIONS", "organisations", "providers", "public_reports", "staff"]
