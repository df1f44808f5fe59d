"""Working days of the United Kingdom's three bank-holiday calendars."""

from manumit.kernel.calendars.working_days import BankHoliday, Calendar, Due, HolidayKind, Nation, calendar_for

__all__ = ["BankHoliday", "Calendar", "Due", "HolidayKind", "Nation", "calendar_for"]
