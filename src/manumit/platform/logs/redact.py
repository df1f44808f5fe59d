"""The redacting processor and the logging configuration."""

import logging
import re
from collections.abc import MutableMapping
from typing import Any

import structlog

SAFE_KEYS = frozenset(
    {
        "action", "attempt", "bytes", "carrier", "code", "count", "duration_ms", "error", "event", "exc_type", "job", "kind",
        "level", "logger", "method", "messages", "path", "port", "queries", "record", "request_id", "room", "rows", "setting",
        "status", "timestamp", "view",
    }
)  # fmt: skip
_EMAIL = re.compile(r"[^\s@<>\"']+@[^\s@<>\"']+\.[a-zA-Z]{2,}")
_PHONE = re.compile(r"(?<![\w-])\+?\d[\d\s().-]{7,}\d(?![\w-])")
_QUERY = re.compile(r"\?\S*")


def strike(text: str) -> str:
    """Return the text with addresses, numbers and query strings struck out."""
    return _PHONE.sub("[number]", _EMAIL.sub("[address]", _QUERY.sub("", text)))


def redact(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Keep harmless keys, strike out what looks personal, replace every other value by the name of its type."""
    for key, value in list(event.items()):
        if key.startswith("_"):
            continue
        if key not in SAFE_KEYS:
            event[key] = f"<{type(value).__name__}>"
        elif isinstance(value, str) and key != "timestamp":
            event[key] = strike(value)
    return event


def _drop_traceback(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    info = event.pop("exc_info", None)
    if isinstance(info, tuple) and info[0] is not None:
        event["exc_type"] = info[0].__name__
    event.pop("stack_info", None)
    return event


def logging_config(level: str) -> dict[str, Any]:
    """Return Django's LOGGING: everything through the redacting formatter, to standard error."""
    shared: list[Any] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    formatter = {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": shared,
        "processors": [
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            _drop_traceback,
            redact,
            structlog.processors.JSONRenderer(),
        ],
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": formatter},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["stderr"], "level": logging.getLevelName(level)},
        "loggers": {
            "django.server": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
            "axes": {"level": "WARNING"},
        },
    }
