"""Usage: python3-serial.py TERMINAL COUNT. Prints how many OKs came and the milliseconds that they took."""
import sys
import time

import serial

port = serial.Serial(sys.argv[1], 115200, timeout=10)
got = 0
started = time.perf_counter()
for _ in range(int(sys.argv[2])):
    port.write(b"AT\r")
    got += port.read_until(b"\r\nOK\r\n") == b"\r\nOK\r\n"
print(got, (time.perf_counter() - started) * 1000)
