/* A modem that answers every line: what a benchmark talks to. It makes a pseudo terminal, prints its path, and serves it until its
 * standard input ends. A line ends with CR or LF; an empty one is passed over. There is no echo. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

static const char ANSWER[] = "\r\nOK\r\n";

static void answer(int terminal) {
  size_t done = 0;
  while (done < sizeof ANSWER - 1) {
    ssize_t count = write(terminal, ANSWER + done, sizeof ANSWER - 1 - done);
    if (count < 0) exit(1);
    done += (size_t)count;
  }
}

int main(void) {
  int terminal = posix_openpt(O_RDWR | O_NOCTTY);
  if (terminal < 0 || grantpt(terminal) != 0 || unlockpt(terminal) != 0) return 1;
  /* Held open, so that the terminal survives from one opener to the next. */
  int held = open(ptsname(terminal), O_RDWR | O_NOCTTY);
  struct termios settings;
  if (held < 0 || tcgetattr(held, &settings) != 0) return 1;
  cfmakeraw(&settings);
  if (tcsetattr(held, TCSANOW, &settings) != 0) return 1;
  printf("%s\n", ptsname(terminal));
  fflush(stdout);
  struct pollfd sources[2] = {{terminal, POLLIN, 0}, {STDIN_FILENO, POLLIN, 0}};
  int bytes = 0;
  while (poll(sources, 2, -1) >= 0) {
    char buffer[4096];
    if (sources[1].revents != 0) return 0;
    if ((sources[0].revents & POLLIN) == 0) continue;
    ssize_t count = read(terminal, buffer, sizeof buffer);
    for (ssize_t at = 0; at < count; at += 1) {
      int ends = buffer[at] == '\r' || buffer[at] == '\n';
      if (ends && bytes > 0) answer(terminal);
      bytes = ends ? 0 : bytes + 1;
    }
  }
  return 1;
}
