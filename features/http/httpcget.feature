@HTTPCGET
Feature: AT+HTTPCGET gets a resource

  The resource is printed as +HTTPCGET:<size>,<data> in as many blocks as it needs, and the final result comes last.

  Rule: One GET, and the whole resource

    @id:HTTPCGET/resource/one-get @R-HTTPCGET-01
    Scenario: The resource is fetched with one GET without a body
      When I send AT+HTTPCGET="${origin}/get"
      Then the body is what the origin served
      And the module answers OK
      And the origin received one GET to /get with
        | body bytes | 0 |
      And nothing arrives for 200 ms

    @id:HTTPCGET/resource/as-served
    Scenario Outline: The data are the resource, byte for byte (<what>)
      Given the origin answers the next request with <data>
      When I send AT+HTTPCGET="${origin}/anything/bytes"
      Then the body is <data> [R-HTTPCGET-01, R-HTTPCGET-10]
      And the module answers OK [R-HTTPCGET-01]
      And the origin received one GET to /anything/bytes [R-HTTPCGET-01]

      Examples:
        | id        | what                  | data                            |
        | line-ends | line ends             | escaped "one\r\ntwo\r\n\r\n"    |
        | random    | more than one block   | 5000 random bytes named "bytes" |

    @id:HTTPCGET/resource/framing @R-HTTPCGET-01
    Scenario: A short resource comes as one block with its size
      Given the origin answers the next request with "hello, world"
      When I send AT+HTTPCGET="${origin}/anything/short"
      Then the module reports +HTTPCGET with
        | size | 12           |
        | data | hello, world |
      And the module reports +HTTPCGET once
      And the module answers OK

    @id:HTTPCGET/resource/ended-by-length @R-HTTPCGET-01
    Scenario: The declared length ends the resource, though the connection stays open
      Given the origin falls silent after 5 bytes of "whole"
      When I send AT+HTTPCGET="${origin}/anything/open"
      Then the module answers OK
      And the body is "whole"
      And the answer took at most 2 s

    @id:HTTPCGET/resource/other-reason @R-HTTPCGET-01
    Scenario: The number of the status counts, not the words behind it
      Given the origin answers the next request with
        | status | 200  |
        | reason | Fine |
        | body   | good |
      When I send AT+HTTPCGET="${origin}/anything/fine"
      Then the body is "good"
      And the module answers OK

    @id:HTTPCGET/resource/ended-by-close @R-HTTPCGET-13
    Scenario Outline: A resource without a length ends with the connection (<what>)
      Given the origin answers the next request without a length with <data>
      When I send AT+HTTPCGET="${origin}/anything/close"
      Then the body is <data>
      And the module answers OK

      Examples:
        | id       | what                   | data                                |
        | short    | a few bytes            | "the end is the end"                |
        | line-end | a line end at its end  | escaped "one\r\ntwo\r\n\r\n"        |
        | long     | more than one block    | 5000 random bytes named "close"     |

    @id:HTTPCGET/resource/layout
    Scenario: How block and OK are laid out is written down
      Given the origin answers the next request with "hello"
      When I send AT+HTTPCGET="${origin}/anything/layout"
      Then I record the lines of the answer [Q-25]
      And I record the final [Q-25]

    @id:HTTPCGET/resource/empty
    Scenario Outline: What is printed of an empty resource is written down (status <status>)
      Given the origin answers the next request with status <status>
      When I send AT+HTTPCGET="${origin}/anything/empty"
      Then I record the lines of the answer [R-HTTPCGET-11]
      And I record the final [R-HTTPCGET-11]

      Examples:
        | id  | status |
        | 200 | 200    |
        | 204 | 204    |

    @id:HTTPCGET/connection @R-HTTPCGET-19
    Scenario: Every command has a connection of its own and closes it
      When I send AT+HTTPCGET="${origin}/get?number=1"
      Then the module answers OK
      And every connection to the origin was closed
      When I send AT+HTTPCGET="${origin}/get?number=2"
      Then the module answers OK
      And the origin received 2 requests in this scenario with
        | connections closed | yes |

    @id:HTTPCGET/connection/kept-by-server @R-HTTPCGET-19
    Scenario: The module closes the connection that the server would leave open
      Given the origin falls silent after 5 bytes of "whole"
      When I send AT+HTTPCGET="${origin}/anything/open"
      Then the module answers OK
      And every connection to the origin was closed

  Rule: The receive buffer bounds no resource

    @id:HTTPCGET/block/several @R-HTTPCGET-08
    Scenario Outline: A resource of <bytes> bytes arrives whole with a receive buffer of <rx>
      Given the origin answers the next request with <bytes> random bytes named "<id>"
      When I send AT+HTTPCGET="${origin}/anything/large"<tail>
      Then the body is what the origin served within 3 min
      And the module answers OK

      Examples:
        | id          | bytes   | rx         | tail         |
        | below       | 2047    | 2048 bytes |              |
        | equal       | 2048    | 2048 bytes |              |
        | above       | 2049    | 2048 bytes |              |
        | small       | 5000    | 512 bytes  | ,2048,512    |
        | long        | 65536   | 2048 bytes |              |
        | mebibyte    | 1048576 | 10000 bytes | ,2048,10000 |

    @id:HTTPCGET/block/more-than-one @R-HTTPCGET-08 @needs:body_framing==per-block
    Scenario: A resource larger than the receive buffer comes in several blocks
      Given the origin answers the next request with 65536 random bytes named "blocks"
      When I send AT+HTTPCGET="${origin}/anything/large",2048,2048
      Then the body arrives in at least 2 blocks within 1 min
      And the body is what the origin served
      And the module answers OK

    @id:HTTPCGET/block/bound
    Scenario Outline: Whether blocks stay within a receive buffer of <rx> bytes is written down
      Given the origin answers the next request with 30000 random bytes named "bound"
      When I send AT+HTTPCGET="${origin}/anything/large",2048,<rx>
      Then no block has more than <rx> bytes within 1 min [R-HTTPCGET-09]
      And I record the lines of the answer [Q-05]

      Examples:
        | id    | rx    |
        | 100   | 100   |
        | 2048  | 2048  |
        | 10240 | 10240 |

    @id:HTTPCGET/block/zero-buffer
    Scenario: What buffers of 0 bytes mean is written down
      Given the origin answers the next request with 5000 random bytes named "zero"
      When I send AT+HTTPCGET="${origin}/anything/zero",0,0
      Then I record the final [Q-08]
      And I record the body [Q-08]

  Rule: The parts of the URL go where they belong

    @id:HTTPCGET/url/host
    Scenario: The Host header is that of the URL, port included
      When I send AT+HTTPCGET="${origin}/anything/host"
      Then the module answers OK [R-HTTPCGET-01]
      # The origin puts the URL together from the Host header and the target that it got.
      And the module reports +HTTPCGET with data /.*"url": "${origin}\/anything\/host".*/ [R-HTTPCGET-18]

    @id:GEN/tls/cget @R-GEN-16
    Scenario Outline: AT+HTTPCGET asks an <scheme> URL <how> TLS
      When I send AT+HTTPCGET="<origin>/anything/scheme"
      Then the module answers OK
      And the origin received 1 request with
        | target | /anything/scheme |
        | tls    | <tls>            |

      Examples:
        | id    | scheme | how     | origin          | tls |
        | https | https  | over    | ${origin_https} | yes |
        | http  | http   | without | ${origin}       | no  |

    @id:HTTPCGET/url/comma @R-HTTPCGET-18
    Scenario: An escaped comma is part of the path and of the query
      When I send AT+HTTPCGET="${origin}/anything/a\,b?c=d\,e"
      Then the module answers OK
      And the origin received one GET to /anything/a,b?c=d,e

    @id:HTTPCGET/url/user @R-HTTPCGET-18
    Scenario: User information in the URL belongs neither to the host nor to the path
      Given the module has done AT+HTTPCGET="${origin}/get"
      And I keep the header Host that the origin received as authority
      When I send AT+HTTPCGET="http://user:secret@${authority}/anything/user?a=1"
      Then the module answers OK
      And the origin received one GET to /anything/user?a=1 with
        | Host | ${authority} |

  Rule: A slow server is waited for, a silent one is not

    @id:HTTPCGET/slow/default @R-HTTPCGET-04
    Scenario: With the default timeout an answer that begins after 4 s is in time
      Given the origin answers the next request with "late" after 4 s
      When I send AT+HTTPCGET="${origin}/anything/late"
      Then the body is "late" within 8 s
      And the module answers OK
      And the answer took at least 3900 ms

    @id:HTTPCGET/slow/explicit @R-HTTPCGET-05
    Scenario: With a timeout of 12 s an answer that begins after 7 s is in time
      Given the origin answers the next request with "later" after 7 s
      When I send AT+HTTPCGET="${origin}/anything/later",2048,2048,12000
      Then the body is "later" within 10 s
      And the module answers OK
      And the answer took at least 6900 ms

    @id:HTTPCGET/slow/trickle @R-HTTPCGET-05
    Scenario: A body of 8 bytes that comes one byte every 500 ms arrives whole with a timeout of 2 s
      # Every pause is far below the timeout, all of them together far above it.
      Given the origin trickles "trickled" to the next request, 1 byte every 500 ms
      When I send AT+HTTPCGET="${origin}/anything/trickle",2048,2048,2000
      Then the body is "trickled" within 10 s
      And the module answers OK
      And the answer took at least 3900 ms

    @id:HTTPCGET/slow/trickle-default @R-HTTPCGET-04
    Scenario: A body that takes 6 s in all arrives whole with the default timeout
      Given the origin trickles "six" to the next request, 1 byte every 2 s
      When I send AT+HTTPCGET="${origin}/anything/trickle"
      Then the body is "six" within 10 s
      And the module answers OK
      And the answer took at least 5900 ms

    @id:HTTPCGET/slow/what-the-timeout-bounds
    Scenario: Whether the timeout bounds each pause or the whole command is written down
      Given the origin trickles "12345" to the next request, 1 byte every 400 ms
      When I send AT+HTTPCGET="${origin}/anything/pauses",,,1500
      Then I record the final within 5 s [Q-30]
      And I record the body [Q-30]

    @id:HTTPCGET/slow/zero-timeout
    Scenario: What a timeout of 0 means is written down
      # Later than the default timeout, so that default, none and at once all look different.
      Given the origin answers the next request with "late" after 6500 ms
      When I send AT+HTTPCGET="${origin}/anything/zero",0,0,0
      Then I record whether anything arrives for 4 s [Q-08]
      And I record the final within 10 s [Q-08]

  Rule: What fails is told, and redirects are the server's word

    @id:HTTPCGET/failure/refused @R-HTTPCGET-01
    Scenario: From a port that nobody listens on nothing is got
      When I send AT+HTTPCGET="${closed}/anything"
      Then the module refuses the command
      And the module reports no +HTTPCGET

    @id:HTTPCGET/failure/no-answer @R-HTTPCGET-01
    Scenario Outline: From a server that <what> without an answer nothing is got, after one attempt
      Given the origin answers the next request with
        | end | <end> |
      When I send AT+HTTPCGET="${origin}/anything/broken"
      Then the module refuses the command
      And the module reports no +HTTPCGET
      And the origin received one GET to /anything/broken

      Examples:
        | id     | what   | end         |
        | reset  | resets | reset       |
        | closed | closes | close-early |

    @id:HTTPCGET/redirect
    Scenario Outline: Whether an answer <status> is followed is written down
      Given the origin redirects the next request with status <status> to "${origin}/anything/followed"
      When I send AT+HTTPCGET="${origin}/anything/moved"
      Then I record the final [R-HTTPCGET-17, Q-28]
      And I record what the origin received [R-HTTPCGET-17, Q-28]

      Examples:
        | id  | status |
        | 301 | 301    |
        | 302 | 302    |
