@HTTPCPOST
Feature: AT+HTTPCPOST posts data of a declared length

  The command line declares how many bytes follow. The module answers OK and the prompt >, takes exactly that many bytes, posts them,
  and ends with SEND OK or SEND FAIL.

  Rule: The data phase takes exactly as many bytes as were declared

    @id:HTTPCPOST/data-phase/exact-length
    Scenario: The body starts to travel with its last byte
      When I send AT+HTTPCPOST="${origin}/post",11
      Then the module answers OK and prompts [R-HTTPCPOST-01]
      And the origin has received no body [R-HTTPCPOST-01]
      When I enter 10 bytes of "hello=world"
      Then nothing arrives for 300 ms [R-HTTPCPOST-02]
      And the origin has received no body [R-HTTPCPOST-02]
      When I enter the remaining bytes
      Then the module answers SEND OK [R-HTTPCPOST-03]
      And the origin received one POST to /post with [R-HTTPCPOST-03]
        | body           | "hello=world" |
        | Content-Length | 11            |

    @id:HTTPCPOST/data-phase/last-byte
    Scenario Outline: Of <bytes> bytes the last one makes the difference
      When I send AT+HTTPCPOST="${origin}/anything/last",<bytes>
      And I enter <first> bytes of <bytes> random bytes named "last" at the prompt
      Then nothing arrives for 300 ms [R-HTTPCPOST-02]
      And the origin has received no body [R-HTTPCPOST-02]
      When I enter the remaining bytes
      Then the module answers SEND OK [R-HTTPCPOST-02]
      And the origin received one POST to /anything/last with [R-HTTPCPOST-03]
        | body as entered | yes     |
        | body bytes      | <bytes> |
        | Content-Length  | <bytes> |

      Examples:
        | id    | bytes | first |
        | two   | 2     | 1     |
        | 256   | 256   | 255   |
        | 1025  | 1025  | 1024  |
        | 10000 | 10000 | 9999  |

    @id:HTTPCPOST/data-phase/one-byte
    Scenario: A body of a single byte is posted
      When I send AT+HTTPCPOST="${origin}/post",1
      Then the module answers OK and prompts [R-HTTPCPOST-01]
      And nothing arrives for 300 ms [R-HTTPCPOST-02]
      And the origin has received no body [R-HTTPCPOST-01]
      When I enter "x"
      Then the module answers SEND OK [R-HTTPCPOST-03]
      And the origin received one POST to /post with [R-HTTPCPOST-03]
        | body           | "x" |
        | Content-Length | 1   |

    @id:HTTPCPOST/data-phase/final-alone
    Scenario: SEND OK ends the command, and no OK follows it
      When I send AT+HTTPCPOST="${origin}/post",5
      And I enter "hello" at the prompt
      Then the module answers SEND OK [R-HTTPCPOST-03]
      And nothing arrives for 500 ms [R-GEN-08, Q-32]
      And the origin received 1 request in this scenario [R-HTTPCPOST-03]

    @id:HTTPCPOST/data-phase/second-post @R-HTTPCPOST-03
    Scenario: A second post begins anew and carries nothing of the first
      When I send AT+HTTPCPOST="${origin}/anything/first",20
      And I enter "a long body, of 20 b" at the prompt
      Then the module answers SEND OK
      When I send AT+HTTPCPOST="${origin}/anything/second",5
      And I enter "short" at the prompt
      Then the module answers SEND OK
      And the origin received one POST to /anything/second with
        | body           | "short" |
        | Content-Length | 5       |

    @id:HTTPCPOST/data-phase/short @needs:short_data==waits
    Scenario: Missing bytes that come late complete the command
      When I send AT+HTTPCPOST="${origin}/post",11
      And I enter 5 bytes of "hello=world" at the prompt
      Then nothing arrives for 2 s [R-HTTPCPOST-16, Q-29]
      And the origin has received no body [R-HTTPCPOST-16]
      When I enter the remaining bytes
      Then the module answers SEND OK [R-HTTPCPOST-16]
      And the origin received one POST to /post with [R-HTTPCPOST-16]
        | body | "hello=world" |

    @id:HTTPCPOST/data-phase/surplus
    Scenario Outline: <what> behind the declared length are not part of the body
      When I send AT+HTTPCPOST="${origin}/post",5
      And I enter "hello" at the prompt followed by "<surplus>"
      Then the module answers SEND OK [R-HTTPCPOST-03]
      And the origin received one POST to /post with [R-HTTPCPOST-15]
        | body           | "hello" |
        | Content-Length | 5       |

      Examples:
        | id       | what           | surplus                                            |
        | bytes    | Bytes          | EXTRA                                              |
        | line-end | Line ends      | \\r\\n                                             |
        | one      | One more bytes | !                                                  |
        | long     | Many bytes     | and a tail that is far longer than the body itself |

    @id:HTTPCPOST/data-phase/surplus-command
    Scenario: What becomes of a command in the same breath as the last byte is written down
      Given the origin answers the next request with "thank you"
      When I send AT+HTTPCPOST="${origin}/anything/surplus",5
      And I enter "hello" at the prompt followed by "AT\r\n"
      Then I record the lines of the answer [Q-29]
      And I record the final [Q-29]
      And the origin received one POST to /anything/surplus with [R-HTTPCPOST-15, R-GEN-09]
        | body | "hello" |

  Rule: The body passes unchanged however it is written

    @id:HTTPCPOST/writing/pieces
    Scenario Outline: <bytes> bytes in pieces of <piece>, <gap> ms apart, arrive whole
      When I send AT+HTTPCPOST="${origin}/anything/pieces",<bytes>
      And I enter <bytes> random bytes named "pieces" at the prompt in pieces of <piece> bytes, <gap> ms apart
      Then the module answers SEND OK [R-HTTPCPOST-03]
      And the origin received one POST to /anything/pieces with [R-HTTPCPOST-14]
        | body as entered | yes     |
        | body bytes      | <bytes> |

      Examples:
        | id        | bytes | piece | gap  |
        | byte-wise | 40    | 1     | 5    |
        | small     | 500   | 7     | 1    |
        | blocks    | 3000  | 1024  | 50   |
        | pauses    | 30    | 10    | 1200 |

    @id:HTTPCPOST/writing/burst
    Scenario: A burst of 20000 bytes, larger than any receive buffer, arrives whole
      When I send AT+HTTPCPOST="${origin}/anything/burst",20000
      And I enter 20000 random bytes named "burst" at the prompt
      Then the module answers SEND OK within 20 s [R-HTTPCPOST-03]
      And the origin received one POST to /anything/burst with [R-HTTPCPOST-14]
        | body as entered | yes   |
        | body bytes      | 20000 |
        | Content-Length  | 20000 |

  Rule: A transmission that fails ends with SEND FAIL

    @id:HTTPCPOST/failure/refused @R-HTTPCPOST-04
    Scenario: A port that nobody listens on fails the transmission
      When I send AT+HTTPCPOST="${closed}/post",5
      And I enter "hello" at the prompt
      Then the module answers SEND FAIL within 40 s
      And the module reports no +HTTPCPOST

    @id:HTTPCPOST/failure/broken-off @R-HTTPCPOST-04
    Scenario Outline: A server that <what> without an answer fails the transmission, after one attempt
      Given the origin answers the next request with
        | end | <end> |
      When I send AT+HTTPCPOST="${origin}/anything/broken",5
      And I enter "hello" at the prompt
      Then the module answers SEND FAIL within 40 s
      And the origin received one POST to /anything/broken

      Examples:
        | id     | what   | end         |
        | reset  | resets | reset       |
        | closed | closes | close-early |

    @id:HTTPCPOST/failure/silent
    Scenario: How a server that never answers ends the command is written down
      Given the origin stays silent to the next request
      When I send AT+HTTPCPOST="${origin}/anything/silent",5
      And I enter "hello" at the prompt
      Then I record the final within 40 s [Q-12]

    @id:HTTPCPOST/status/meaning-of-send-ok
    Scenario: Whether SEND OK waits for the answer of the server is written down
      Given the origin answers the next request with "late" after 2 s
      When I send AT+HTTPCPOST="${origin}/anything/late",5
      And I enter "hello" at the prompt
      Then I record whether anything arrives for 700 ms [Q-12]
      And I record the final [Q-12]

    @id:HTTPCPOST/status/success @R-HTTPCPOST-03
    Scenario Outline: An answer <status> is success
      Given the origin answers the next request with status <status>
      When I send AT+HTTPCPOST="${origin}/anything/success",5
      And I enter "hello" at the prompt
      Then the module answers SEND OK
      And the origin received one POST to /anything/success with
        | body | "hello" |

      Examples:
        | id  | status |
        | 200 | 200    |
        | 201 | 201    |
        | 204 | 204    |

    @id:HTTPCPOST/status/error @R-HTTPCPOST-19
    Scenario Outline: An answer <status> ends with the final that the profile names
      Given the origin answers the next request with status <status> and "this is an error page"
      When I send AT+HTTPCPOST="${origin}/anything/error",5
      And I enter "hello" at the prompt
      Then the module answers ${profile.http_error_final_post} [R-HTTPCPOST-19, Q-13]
      And the origin received one POST to /anything/error with
        | body | "hello" |

      Examples:
        | id  | status |
        | 400 | 400    |
        | 404 | 404    |
        | 500 | 500    |

    @id:HTTPCPOST/status/redirect
    Scenario: What an answer 302 does is written down
      Given the origin redirects the next request with status 302 to "${origin}/anything/followed"
      When I send AT+HTTPCPOST="${origin}/anything/moved",5
      And I enter "hello" at the prompt
      Then I record the final [Q-28]
      And I record what the origin received [Q-28]

  Rule: What the server answers is printed as the profile says

    @id:HTTPCPOST/answer/printed @needs:post_response_body==true
    Scenario Outline: The body of the answer comes before SEND OK (<what>)
      Given the origin answers the next request with <body>
      When I send AT+HTTPCPOST="${origin}/anything/answer",5
      And I enter "hello" at the prompt
      Then the body is <body> [R-HTTPCPOST-20, Q-14]
      And the module answers SEND OK [R-HTTPCPOST-03]

      Examples:
        | id     | what                 | body                                            |
        | short  | a few bytes          | "thank you"                                     |
        | long   | more than a block    | 5000 random bytes named "answer"                |
        | finals | finals in the answer | escaped "\r\nSEND OK\r\nSEND FAIL\r\n\x00\r\n>" |

    @id:HTTPCPOST/answer/not-printed @needs:post_response_body==false
    Scenario: Nothing of the answer comes
      Given the origin answers the next request with "thank you"
      When I send AT+HTTPCPOST="${origin}/anything/answer",5
      And I enter "hello" at the prompt
      Then the module reports no +HTTPCPOST [R-HTTPCPOST-20, Q-14]
      And no line of the answer is /.*thank you.*/ [R-HTTPCPOST-20]
      And the module answers SEND OK [R-HTTPCPOST-03]

    @id:HTTPCPOST/answer/empty @R-HTTPCPOST-03
    Scenario: An empty answer prints no data
      Given the origin answers the next request with status 200
      When I send AT+HTTPCPOST="${origin}/anything/empty",5
      And I enter "hello" at the prompt
      Then the module answers SEND OK
      And no line of the answer is /\+HTTPCPOST:[1-9].*/

  Rule: Content type and headers

    @id:HTTPCPOST/content-type/default
    Scenario Outline: Without a Content-Type of its own a post is a form (<what>)
      When I send AT+HTTPCPOST="${origin}/post",7<tail>
      And I enter "a=1&b=2" at the prompt
      Then the module answers SEND OK [R-HTTPCPOST-03]
      And the origin received one POST to /post with [R-HTTPCPOST-05]
        | Content-Type | application/x-www-form-urlencoded |

      Examples:
        | id            | what            | tail        |
        | without-count | no header count |             |
        | other-header  | another header  | ,1,"X-A: 1" |

    @id:HTTPCPOST/header/count
    Scenario Outline: As many headers as declared reach the server, each once (<what>)
      When I send AT+HTTPCPOST="${origin}/post",2,<count><headers>
      And I enter "ok" at the prompt
      Then the module answers SEND OK [R-HTTPCPOST-03]
      And the origin received the headers <expected> [R-HTTPCPOST-07]
      And the origin received the body "ok" [R-HTTPCPOST-03]

      Examples:
        | id   | what                | count | headers                                       | expected                               |
        | one  | one                 | 1     | ,"X-A: 1"                                     | X-A: 1                                 |
        | two  | two                 | 2     | ,"X-A: 1","X-B: b c"                          | X-A: 1; X-B: b c                       |
        | five | five                | 5     | ,"X-1: a","X-2: b","X-3: c","X-4: d","X-5: e" | X-1: a; X-2: b; X-3: c; X-4: d; X-5: e |
        | url  | colons in the value | 1     | ,"X-Url: http://h:1/a?b=c"                    | X-Url: http://h:1/a?b=c                |

    @id:HTTPCPOST/content-type/inline
    Scenario Outline: The Content-Type of the command line stands alone in the request (<type>)
      When I send AT+HTTPCPOST="${origin}/post",2,<count>,<headers>
      And I enter "{}" at the prompt
      Then the module answers SEND OK [R-HTTPCPOST-03]
      And the origin received the header Content-Type: <type> [R-HTTPCPOST-06]
      And the origin received one POST to /post with [R-HTTPCPOST-03]
        | Content-Length | 2    |
        | body           | "{}" |

      Examples:
        | id        | type                            | count | headers                                         |
        | json      | application/json                | 1     | "Content-Type: application/json"                |
        | multipart | multipart/form-data; boundary=x | 1     | "Content-Type: multipart/form-data; boundary=x" |
        | second    | text/xml                        | 2     | "X-A: 1","Content-Type: text/xml"               |

    @id:HTTPCPOST/content-type/case
    Scenario: Whether content-type in small letters replaces the default is written down
      When I send AT+HTTPCPOST="${origin}/post",2,1,"content-type: text/plain"
      And I enter "ok" at the prompt
      Then I record the final [Q-24]
      And the origin received the header Content-Type: text/plain [Q-24]

    @id:HTTPCPOST/header/own-request
    Scenario: The headers of a post travel with no other request
      Given I send AT+HTTPCPOST="${origin}/post",2,1,"X-Own: post"
      And I enter "ok" at the prompt
      And the module answers SEND OK
      When I send AT+HTTPCGET="${origin}/get"
      Then the origin received one GET to /get with [R-HTTPCPOST-07]
        | no header | X-Own |
      And the module answers OK [R-HTTPCGET-01]
      When I send AT+HTTPCPOST="${origin}/post",2
      And I enter "ok" at the prompt
      Then the module answers SEND OK [R-HTTPCPOST-03]
      And the origin received one POST to /post with [R-HTTPCPOST-07]
        | no header | X-Own |

    @id:HTTPCPOST/header/escapes
    Scenario: Commas, quotes and backslashes of a header are escaped on the line and bare at the server
      When I send AT+HTTPCPOST="${origin}/post",2,3,"X-List: a\, b\, c","X-Quote: say \"hi\"","X-Path: C:\\temp"
      And I enter "ok" at the prompt
      Then the module answers SEND OK [R-HTTPCPOST-03]
      And the origin received one POST to /post with [R-GEN-04]
        | header line | X-List: a, b, c   |
        | header line | X-Quote: say "hi" |
        | header line | X-Path: C:\\temp  |

    @id:HTTPCPOST/header/none-declared
    Scenario: A header count of 0 prompts and sends the default headers
      When I send AT+HTTPCPOST="${origin}/post",2,0
      Then the module answers OK and prompts [R-HTTPCPOST-09]
      When I enter "ok"
      Then the module answers SEND OK [R-HTTPCPOST-03]
      And the origin received one POST to /post with [R-HTTPCPOST-09]
        | Content-Type   | application/x-www-form-urlencoded |
        | Content-Length | 2                                 |
        | body           | "ok"                              |

    @id:HTTPCPOST/header/mismatch @R-HTTPCPOST-08 @needs:header_count_mismatch==refused
    Scenario Outline: A count of <count> with <given> is refused before the prompt
      When I send AT+HTTPCPOST="${origin}/post",2,<count><headers>
      Then the module ends the command without a prompt [R-HTTPCPOST-08, Q-10]
      And the module answers an error
      And the origin received nothing

      Examples:
        | id        | count | given       | headers            |
        | too-few   | 2     | one header  | ,"X-A: 1"          |
        | none      | 1     | no header   |                    |
        | too-many  | 1     | two headers | ,"X-A: 1","X-B: 2" |
        | uncounted | 0     | one header  | ,"X-A: 1"          |

    @id:HTTPCPOST/header/without-colon @R-HTTPCPOST-22 @needs:header_without_colon==before-prompt
    Scenario: A header without a colon is refused before the prompt
      When I send AT+HTTPCPOST="${origin}/post",2,1,"no colon here"
      Then the module refuses the command
      And the origin received nothing

    @id:HTTPCPOST/header/unquoted
    Scenario: What a header without quotes does is written down
      When I send AT+HTTPCPOST="${origin}/post",2,1,X-A: 1
      Then I record whether the module prompts [Q-09]
      # Completes the data phase where there is one.
      When I write the bytes "ok"
      Then I record the final [Q-09]
