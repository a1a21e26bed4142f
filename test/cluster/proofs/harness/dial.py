# Tries connections from where it runs: `listening` prints the TCP ports that are open here, `dial` which targets answer.
import json, socket, sys, threading

TIMEOUT = 1.5
# A question for the address of kubernetes.default.svc.cluster.local.
NAME = b''.join(bytes([len(part)]) + part for part in b'kubernetes default svc cluster local'.split()) + b'\0'
QUESTION = b'\x12\x34\x01\0\0\x01\0\0\0\0\0\0' + NAME + b'\0\x01\0\x01'


def listening():
    ports = set()
    for table in ('/proc/net/tcp', '/proc/net/tcp6'):
        for line in open(table).readlines()[1:]:
            local, state = line.split()[1], line.split()[3]
            address, port = local.split(':')
            loopback = address in ('0100007F', '00000000000000000000000001000000', '0000000000000000FFFF00000100007F')
            if state == '0A' and not loopback:
                ports.add(int(port, 16))
    return sorted(ports)


def answers(target):
    where = (target['address'], target['port'])
    udp = target['protocol'] == 'UDP'
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM if udp else socket.SOCK_STREAM) as s:
        s.settimeout(TIMEOUT)
        try:
            s.connect(where)
            if udp:
                s.send(QUESTION)
                s.recv(512)
            return True
        except ConnectionRefusedError:
            # Somebody said so: the packet was let through.
            return True
        except OSError:
            return False


if sys.argv[1] == 'listening':
    print(json.dumps(listening()))
else:
    targets = json.load(sys.stdin)
    answered = [False] * len(targets)

    def ask(i):
        answered[i] = answers(targets[i])

    threads = [threading.Thread(target=ask, args=(i,)) for i in range(len(targets))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(json.dumps(answered))
