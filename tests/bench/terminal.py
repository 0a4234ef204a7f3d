"""Times commands on a terminal of 100 columns, in turn: reads {rounds, commands: [{argv, env, cwd}]}, answers milliseconds."""

import fcntl, json, os, pty, struct, sys, termios, time


def run(command):
    start = time.monotonic()
    child, terminal = pty.fork()
    if child == 0:
        fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 100, 0, 0))
        os.chdir(command["cwd"])
        os.execve(command["argv"][0], command["argv"], command["env"])
    while True:
        try:
            if not os.read(terminal, 65536):
                break
        except OSError:
            break
    _, status = os.waitpid(child, 0)
    took = (time.monotonic() - start) * 1000
    os.close(terminal)
    if status != 0:
        sys.exit(f"{command['argv']} ended with {status}")
    return took


question = json.load(sys.stdin)
times = [[] for _ in question["commands"]]
for turn in range(question["rounds"] + 1):
    for at, command in enumerate(question["commands"]):
        took = run(command)
        if turn > 0:
            times[at].append(took)
json.dump(times, sys.stdout)
