# Usage: tclsh tclsh.tcl TERMINAL COUNT. Prints how many OKs came and the milliseconds that they took.
set port [open [lindex $argv 0] r+]
fconfigure $port -translation binary -buffering none -blocking 1
set count [lindex $argv 1]
set got 0
set started [clock microseconds]
for {set i 0} {$i < $count} {incr i} {
  puts -nonewline $port "AT\r"
  if {[read $port 6] eq "\r\nOK\r\n"} { incr got }
}
puts "$got [expr {([clock microseconds] - $started) / 1000.0}]"
