"""Runs a command that must not outlive its parent: `python child.py PARENT_PID COMMAND ARGUMENT…`.

A script of its own rather than a `preexec_fn`: that one forks a process with threads, which may hang
and which Python warns about. It imports almost nothing, since it stands before every start.

PR_SET_PDEATHSIG (prctl(2), Linux) sends the signal when the *thread* that started the child ends, and
survives exec. Elsewhere than on Linux the command runs without it.
"""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1


def main() -> None:
    parent, command = int(sys.argv[1]), sys.argv[2:]
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        # The parent may have died before prctl took effect: then no signal will ever come.
        if os.getppid() != parent:
            sys.exit(1)
    os.execvp(command[0], command)


if __name__ == "__main__":
    main()
