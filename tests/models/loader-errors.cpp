// RUN: rm -rf %t && split-file %s %t
// RUN: not %corosafe %t/unit.cpp --models %t/unknown-keys.json -- 2>&1 | FileCheck %s --check-prefix=KEYS
// RUN: not %corosafe %t/unit.cpp --models %t/wrong-values.json -- 2>&1 | FileCheck %s --check-prefix=VALUES
// RUN: not %corosafe %t/unit.cpp --models %t/names.json -- 2>&1 | FileCheck %s --check-prefix=NAMES
// RUN: not %corosafe %t/unit.cpp --models %t/twice.json -- 2>&1 | FileCheck %s --check-prefix=TWICE
// RUN: not %corosafe %t/unit.cpp --models %t/syntax.json -- 2>&1 | FileCheck %s --check-prefix=SYNTAX
// RUN: not %corosafe %t/unit.cpp --models %t/list.json -- 2>&1 | FileCheck %s --check-prefix=LIST
// RUN: %corosafe %t/unit.cpp --models %t/good.json -- 2>&1 | FileCheck %s --check-prefix=GOOD --allow-empty

// An error in a model file names the file, the line and the key, also for nested keys.

//--- unit.cpp
int Unit;

//--- unknown-keys.json
{"library": "x",
 "functions": [
  {"name": "x::f",
   "op": {"effect": "consume",
          "safty": "safe"}},
  {"nam": "x::g"},
  {"name": "x::h", "combinator": {"kind": "race", "colour": "red"}}
 ]}
//--- unknown-keys.expected
// KEYS: unknown-keys.json:5: unknown key 'safty' in 'op', did you mean 'safety'?
// KEYS: unknown-keys.json:6: unknown key 'nam' in 'functions', did you mean 'name'?
// KEYS: unknown-keys.json:6: this entry of 'functions' has no 'name'
// KEYS: unknown-keys.json:7: unknown key 'colour' in 'combinator', expected one of kind, branches,

//--- wrong-values.json
{"library": "x", "delivery": "exceptions",
 "functions": [
  {"name": "x::f", "combinator": {"kind": "race",
                                  "losers": "cancel"}},
  {"name": "x::g", "op": {"on": ["receiver",
                                 "frist"]},
   "acts": {"0": ["stores",
                  "store"],
            "frist": "closes"}},
  {"name": "x::h", "blocking": true, "when": {"minArgs": -1}},
  {"name": "x::i", "combinator": {"branches": "all"}, "resultIsTask": "yes"}
 ],
 "types": {"name": "x::t"}}
//--- wrong-values.expected
// VALUES: wrong-values.json:1: 'delivery' is 'exceptions', expected one of exception, exception-every-await, unwind, destroy, result, none
// VALUES: wrong-values.json:4: 'losers' is 'cancel', expected one of cancelled-awaited, cancelled-detached, destroyed, interrupted, left-running, untouched
// VALUES: wrong-values.json:6: 'on' is 'frist', expected an argument's number or one of receiver, last, all, receiver-args, result
// VALUES: wrong-values.json:8: '0' is 'store', expected one of closes,
// VALUES: wrong-values.json:9: 'acts' is 'frist', expected an argument's number or one of
// VALUES: wrong-values.json:10: 'blocking' is true, expected one of not-blocking, weak, medium, strong
// VALUES: wrong-values.json:10: 'minArgs' is -1, expected a number from 0
// VALUES: wrong-values.json:11: 'combinator' has no 'kind'
// VALUES: wrong-values.json:11: 'resultIsTask' is 'yes', expected true or false
// VALUES: wrong-values.json:13: 'types' is an object, expected a list

//--- names.json
{"functions": [{"name": ["x::f", "x::g<int>"]}, {"name": "::x"}, {"name": "x::operator<<"}]}
//--- names.expected
// NAMES: names.json:1: 'name' is 'x::g<int>', expected a qualified name without template arguments
// NAMES: names.json:1: 'name' is '::x', expected a qualified name
// NAMES-NOT: operator
// NAMES: names.json:1: the file has no 'library'

//--- twice.json
{"library": "x",
 "functions": [{"name": "x::f", "wraps": 0,
   "wraps": 1}],
 "types": [
  {"name": "x::t", "task": {"start": "lazy"}, "source": "a"},
  {"name": "x::t", "droppable": true},
  {"name": ["x::u", "x::t"], "task": {"start": "eager"}}
 ]}
//--- twice.expected
// TWICE: twice.json:3: 'wraps' stands here and on line 2
// TWICE: twice.json:7: 'task' of type 'x::t' is given twice

//--- syntax.json
{"library": "x",
 "functions": [
  {"name": "x::f",},
 ]}
//--- syntax.expected
// SYNTAX: syntax.json:3: syntax error while parsing object key

//--- list.json
[]
//--- list.expected
// LIST: list.json:1: 'file' is a list, expected an object

//--- good.json
{"library": "x", "namespaces": ["x", "y::x"],
 "functions": [{"name": "x::f", "op": {"effect": "wait", "on": 0}, "acts": {"last": "stores"}}],
 "types": [{"name": "x::t", "task": {}}, {"name": "x::t", "droppable": true}]}
//--- good.expected
// GOOD-NOT: error
