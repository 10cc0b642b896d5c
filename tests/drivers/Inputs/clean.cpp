#include "demo.h"

task clean() { co_await work(); }
