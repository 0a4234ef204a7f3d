"""Runs a command in a pipe or on a terminal of 100 columns. Answers on the fourth stream: milliseconds of CPU, and KiB of memory at most."""

import fcntl, os, pty, struct, sys, termios

place, *argv = sys.argv[1:]
os.set_inheritable(3, False)
if place == "terminal":
    child, terminal = pty.fork()
else:
    child = os.fork()
if child == 0:
    if place == "terminal":
        fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 100, 0, 0))
    os.execvp(argv[0], argv)
while place == "terminal":
    try:
        if not os.read(terminal, 65536):
            break
    except OSError:
        break
_, status, used = os.wait4(child, 0)
os.write(3, b"%f %d" % ((used.ru_utime + used.ru_stime) * 1000, used.ru_maxrss))
sys.exit(os.waitstatus_to_exitcode(status))
