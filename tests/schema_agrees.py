#!/usr/bin/python3
"""Does the schema that the program prints agree with its reader?  Usage: schema_agrees.py PROGRAM [MUTANTS]

Good fixtures and shipped scenarios must validate; every bad fixture must fail, except those whose fault lies between
items or outside the document, which tests/fixtures/scenario/schema_cannot_see lists - and exactly those.
Prints "ok - " and "not ok - " lines; ends with 1 when one is not ok.
"""
import json
import pathlib
import subprocess
import sys
import tempfile

from jsonschema import Draft202012Validator

FIXTURES = pathlib.Path("tests/fixtures/scenario")
failures = 0


def say(good, what, why=""):
    global failures
    failures += not good
    print(("ok - " if good else "not ok - ") + what + (": " + why if why and not good else ""))


class NotJson(Exception):
    pass


def no_duplicates(pairs):
    keys = [key for key, _ in pairs]
    if len(keys) != len(set(keys)):
        raise NotJson("duplicate key")
    return dict(pairs)


def no_constant(name):
    raise NotJson(name)


def load(path):
    """The document, or NotJson for what is no strict JSON of this format."""
    try:
        text = path.read_bytes().decode("utf-8")
        return json.loads(text, object_pairs_hook=no_duplicates, parse_constant=no_constant)
    except (ValueError, RecursionError) as error:
        raise NotJson(str(error)) from error


def first_error(validator, path):
    error = next(iter(sorted(validator.iter_errors(load(path)), key=lambda e: list(map(str, e.absolute_path)))), None)
    return None if error is None else f"{error.json_path}: {error.message[:160]}"


def check_mutants(validator, program):
    """What the reader takes of documents that were changed at random, the schema takes, too."""
    with tempfile.TemporaryDirectory() as folder:
        run = subprocess.run([program, folder], capture_output=True, text=True, check=False)
        taken = sorted(pathlib.Path(folder).glob("*.json"))
        refused = [(path, first_error(validator, path)) for path in taken]
        wrong = [f"{path.name} {why} in {path.read_text()[-200:]!r}" for path, why in refused if why]
        say(run.returncode == 0, "documents changed at random are read without a crash", run.stdout[-300:] + run.stderr[-300:])
        say(len(taken) >= 50, "some of them are still taken", f"{len(taken)} were")
        say(not wrong, f"the schema takes the {len(taken)} that the reader takes", "; ".join(wrong[:3]))


def main():
    printed = subprocess.run([sys.argv[1], "schema"], capture_output=True, text=True, check=False)
    say(printed.returncode == 0 and not printed.stderr, "the schema is printed", printed.stderr)
    schema = json.loads(printed.stdout)
    try:
        Draft202012Validator.check_schema(schema)
        say(True, "the schema is a valid JSON Schema 2020-12")
    except Exception as error:  # jsonschema raises its own kind
        say(False, "the schema is a valid JSON Schema 2020-12", str(error)[:200])
    validator = Draft202012Validator(schema)

    shipped = sorted(pathlib.Path("scenarios").glob("*.json"))
    good = sorted((FIXTURES / "good").glob("*.json"))
    say(bool(shipped) and len(good) >= 3, "there are scenarios to validate")
    for path in good + shipped:
        why = first_error(validator, path)
        say(why is None, f"{path} validates", why or "")

    unseen = set((FIXTURES / "schema_cannot_see").read_text().split())
    bad = sorted((FIXTURES / "bad").glob("*.json"))
    say({path.stem for path in bad} >= unseen, "every fixture that the schema cannot see exists")
    for path in bad:
        try:
            sees = first_error(validator, path) is not None
        except NotJson:
            sees = True
        if path.stem in unseen:
            say(not sees, f"{path} is beyond the schema, as listed")
        else:
            say(sees, f"{path} is refused by the schema, too")

    documented(schema)
    if len(sys.argv) > 2:
        check_mutants(validator, sys.argv[2])
    return 1 if failures else 0


def documented(schema):
    """Every property says what it is."""
    bare = []
    for name, definition in list(schema["$defs"].items()) + [("scenario", schema)]:
        for key, value in definition.get("properties", {}).items():
            if name not in ("text",) and key != "origin" and not value.get("description"):
                bare.append(f"{name}.{key}")
    say(not bare, "every property has a description", ", ".join(bare))


sys.exit(main())
