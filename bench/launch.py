"""Starts one command, waits for it and writes what it took: `python -I -S launch.py RESULT COMMAND...`.

A program of its own, and a small one: the largest resident set that the system keeps of a process
begins with that of the process that started it, and the benchmark itself holds many records.
"""

import json
import os
import sys
import time


def main() -> None:
    """Run the command of the command line; the result goes to file descriptor RESULT."""
    result, command = int(sys.argv[1]), sys.argv[2:]
    os.set_inheritable(result, False)  # noqa: FBT003 -- the parameter of os has no name
    started = time.perf_counter()
    pid = os.posix_spawnp(command[0], command, os.environ)
    _, status, usage = os.wait4(pid, 0)
    wall = time.perf_counter() - started
    told = {"wall": wall, "single": usage.ru_maxrss / 1024, "code": os.waitstatus_to_exitcode(status)}
    os.write(result, json.dumps(told).encode())


if __name__ == "__main__":
    main()
