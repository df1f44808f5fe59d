"""What the command line promises to everybody: groups, exit codes, one-line errors, JSON."""

import json

import click
import pytest

from manumit.cli.frame import COMMANDS, exit_code, program
from manumit.errors import AccessRefused, ConfigError, Conflict, DependencyDown, InputError, MoveRefused
from tests.cli.support import Installation, free_port

EVERY = [name for group in COMMANDS.values() for name in group]


def leaves(command, path=()):
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            yield from leaves(command.get_command(context, name), (*path, name))
    else:
        yield " ".join(path), command


LEAVES = dict(leaves(program))


def test_help_lists_every_command_under_its_group(tmp_path):
    done = Installation(tmp_path).run("--help", placed=False)
    assert done.code == 0
    lines = done.out.splitlines()
    for title, group in COMMANDS.items():
        start = lines.index(f"{title}:")
        for name in group:
            assert any(line.split()[:1] == [name] for line in lines[start:]), name


@pytest.mark.parametrize("path", LEAVES)
def test_every_command_takes_json_and_explains_every_option(path):
    command = LEAVES[path]
    options = [parameter for parameter in command.params if isinstance(parameter, click.Option)]
    assert "--json" in {name for option in options for name in option.opts}
    assert [option.name for option in options if not option.help] == []
    assert command.help


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (InputError("x"), 2),
        (ConfigError("x"), 2),
        (DependencyDown("x"), 3),
        (MoveRefused("x"), 4),
        (AccessRefused("x"), 4),
        (Conflict("x"), 4),
    ],
)
def test_each_branch_of_the_error_tree_has_its_exit_code(error, code):
    assert exit_code(error) == code


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("dance",), "No such command"),
        (("backup",), "Missing argument"),
        (("serve", "--port", "tomorrow"), "not a valid integer"),
        (("keys", "new", "not:a.name"), "Name the key"),
        (("audit", "verify", "--expect", "yesterday"), "SEQUENCE:MAC"),
        (("ingest", "no-such-folder"), "There is no folder"),
    ],
)
def test_wrong_usage_exits_2_with_one_line_on_standard_error(installation, arguments, says):
    done = installation.run(*arguments, placed=arguments[0] not in {"dance", "backup", "keys"})
    assert done.code == 2
    assert says in done.complaint()
    assert done.out == ""


def test_a_database_that_does_not_answer_exits_3(tmp_path):
    nobody = Installation(tmp_path, url=f"postgresql://nobody@127.0.0.1:{free_port()}/nothing")
    for command in ("migrate", "due", "audit verify", "backup copy.tar"):
        done = nobody.run(*command.split(), "--json")
        assert done.code == 3, (command, done)
        assert "database did not answer" in done.complaint()


def test_doctor_reports_on_a_database_that_does_not_answer_and_exits_3(tmp_path):
    done = Installation(tmp_path, url=f"postgresql://nobody@127.0.0.1:{free_port()}/nothing").run("doctor", "--json")
    assert done.code == 3
    assert done.json()["database_answers"] is False
    assert "start it" in done.complaint()


def test_a_database_without_tables_is_told_from_one_that_is_down(tmp_path):
    done = Installation(tmp_path).run("audit", "verify")
    assert done.code == 3
    assert "manumit migrate" in done.complaint()


def test_a_refused_action_exits_4(installation):
    line = (
        "account",
        "create-administrator",
        "a@example.org",
        "--name",
        "Ada",
        "--password",
        "correct horse battery",
        "--json",
    )
    assert installation.run(*line).code == 0
    done = installation.run(*line)
    assert done.code == 4
    assert "There is an administrator already" in done.complaint()


@pytest.mark.parametrize(
    "command",
    ["migrate", "due", "doctor", "audit verify", "keys rotate", "worker --once", "ingest drop", "backup copy.tar"],
)
def test_json_output_is_one_json_object_and_nothing_else(installation, command):
    (installation.folder / "drop").mkdir()
    done = installation.run(*command.split(), "--json")
    assert done.code == 0, done.err
    assert isinstance(json.loads(done.out), dict)


def test_a_new_key_fits_the_keyring(tmp_path):
    from manumit.platform.crypto.keys import parse_keyring

    done = Installation(tmp_path).run("keys", "new", "2027-01", "--json", placed=False)
    ring = parse_keyring("field", str(done.json()["entry"]))
    assert ring.current_id == "2027-01"
    assert (
        done.json()["entry"]
        != Installation(tmp_path).run("keys", "new", "2027-01", "--json", placed=False).json()["entry"]
    )


def test_doctor_reports_versions_database_settings_and_queues_and_no_secret(installation):
    installation.settings["MANUMIT_FIELD_KEYS"] = "k1:" + "A" * 43 + "="
    done = installation.run("doctor", "--json")
    told = done.json()
    assert done.code == 0
    assert {"python", "database", "profile", "home", "versions", "settings", "queues", "advice"} <= set(told)
    assert told["migrations_applied"] is True
    assert told["versions"]["django"].startswith("5.2")
    assert told["queues"]["audit entries"] == 5
    assert told["settings"]["MANUMIT_FIELD_KEYS"] == "set"
    assert "AAAA" not in done.out + done.err


PRODUCTION = {
    "MANUMIT_PROFILE": "production",
    "MANUMIT_DATABASE_URL": "postgresql://manumit@127.0.0.1:1/manumit",
    "MANUMIT_SECRET_KEY": "s" * 50,
    "MANUMIT_FIELD_KEYS": "k:" + "A" * 43 + "=",
    "MANUMIT_SAFE_KEYS": "k:" + "A" * 43 + "=",
    "MANUMIT_SEARCH_KEYS": "k:" + "A" * 43 + "=",
    "MANUMIT_AUDIT_KEYS": "k:" + "A" * 43 + "=",
    "MANUMIT_ALLOWED_HOSTS": "manumit.example",
    "MANUMIT_BASE_URL": "https://manumit.example",
    "MANUMIT_MAIL_URL": "smtp://127.0.0.1:1",
    "MANUMIT_SECOND_FACTOR": "required",
    "MANUMIT_JOBS": "worker",
}


def test_the_production_profile_starts_on_safe_settings():
    from manumit.site.settings.reader import read

    assert read(PRODUCTION)["MANUMIT_PROFILE"] == "production"


def required():
    from manumit.site.settings.catalogue import CATALOGUE

    return [setting.name for setting in CATALOGUE if setting.required]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *((name, "") for name in required()),
        ("MANUMIT_SECRET_KEY", "short"),
        ("MANUMIT_DATABASE_URL", "sqlite:///x.sqlite3"),
        ("MANUMIT_ALLOWED_HOSTS", "*"),
        ("MANUMIT_BASE_URL", "http://manumit.example"),
        ("MANUMIT_SECOND_FACTOR", "optional"),
        ("MANUMIT_JOBS", "inline"),
    ],
)
def test_the_production_profile_refuses_an_unsafe_setting_and_names_it(name, value):
    from manumit.site.settings.reader import read

    with pytest.raises(ConfigError, match=name):
        read({**PRODUCTION, name: value})


def test_an_unsafe_production_setting_is_one_line_and_exit_2(tmp_path):
    unsafe = Installation(tmp_path, settings={**PRODUCTION, "MANUMIT_SECOND_FACTOR": "optional"})
    done = unsafe.run("doctor", placed=False)
    assert done.code == 2
    assert "MANUMIT_SECOND_FACTOR" in done.complaint()


def test_an_unknown_profile_is_refused(tmp_path):
    done = Installation(tmp_path, settings={"MANUMIT_PROFILE": "prodution"}).run("doctor")
    assert done.code == 2
    assert "MANUMIT_PROFILE" in done.complaint()
