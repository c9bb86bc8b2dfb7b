"""Usage: python3-pexpect.py TERMINAL COUNT. Prints how many OKs came and the milliseconds that they took."""
import os
import sys
import time

from pexpect import fdpexpect

port = fdpexpect.fdspawn(os.open(sys.argv[1], os.O_RDWR | os.O_NOCTTY), timeout=10)
got = 0
started = time.perf_counter()
for _ in range(int(sys.argv[2])):
    port.send(b"AT\r")
    got += port.expect_exact([b"\r\nOK\r\n"]) == 0
print(got, (time.perf_counter() - started) * 1000)
