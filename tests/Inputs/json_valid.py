"""Fails unless each file (or standard input) is UTF-8 and JSON as a schema says.

usage: json_valid.py SCHEMA [FILE...]
"""
import json
import sys

import jsonschema

schema = json.load(open(sys.argv[1], encoding="utf-8"))
jsonschema.Draft202012Validator.check_schema(schema)
for source in sys.argv[2:] or [0]:
    data = open(source, "rb").read().decode("utf-8", errors="strict")
    jsonschema.Draft202012Validator(schema).validate(json.loads(data))
print("valid")
