@HTTPCHEAD
Feature: AT+HTTPCHEAD configures request headers and lists them

  Each command takes one header, entered behind a prompt. All configured headers travel with the requests of every HTTP command.

  Rule: A header is set with exactly as many bytes as were declared

    @id:HTTPCHEAD/set/last-byte
    Scenario Outline: Of the <bytes> bytes of a header the last one brings OK
      Given the variable header is "<header>"
      When I send AT+HTTPCHEAD=<bytes>
      Then the module answers OK and prompts [R-HTTPCHEAD-01]
      When I enter <first> bytes of "${header}"
      Then nothing arrives for 300 ms [R-HTTPCHEAD-01]
      When I enter the remaining bytes
      Then the module answers OK [R-HTTPCHEAD-01]
      And nothing arrives for 200 ms [R-GEN-08]
      When I send AT+HTTPCGET="${origin}/get"
      Then the module answers OK [R-HTTPCHEAD-02, R-HTTPCHEAD-11]
      And the origin received one GET to /get with [R-HTTPCHEAD-02, R-HTTPCHEAD-11]
        | header line | <header> |

      Examples:
        | id    | bytes | first | header                                                                   |
        | short | 6     | 5     | X-A: 1                                                                   |
        | comma | 13    | 12    | X-Comma: a, b                                                            |
        | long  | 72    | 71    | X-Long: abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_- |

    @id:HTTPCHEAD/set/wide @R-HTTPCHEAD-02
    Scenario: A header of 160 bytes reaches the server whole
      Given the variable header holds 160 bytes beginning with "X-Wide: "
      And the module has the configured header "${header}"
      When I send AT+HTTPCGET="${origin}/get"
      Then the module answers OK
      And the origin received one GET to /get with
        | header line | ${header} |

    @id:HTTPCHEAD/set/pieces @R-HTTPCHEAD-01
    Scenario: A header that is written byte by byte is taken like one in one piece
      When I send AT+HTTPCHEAD=14
      And I enter "X-Pieces: slow" at the prompt in pieces of 1 byte, 10 ms apart
      Then the module answers OK
      When I send AT+HTTPCGET="${origin}/get"
      Then the module answers OK
      And the origin received the header X-Pieces: slow

    @id:HTTPCHEAD/set/surplus @R-HTTPCHEAD-01
    Scenario: Bytes behind the declared length are not part of the header
      When I send AT+HTTPCHEAD=9
      And I enter "X-Cut: ab" at the prompt followed by "cd\r\n"
      Then the module answers OK
      And I wait 200 ms
      When I send AT+HTTPCGET="${origin}/get"
      Then the module answers OK
      And the origin received the header X-Cut: ab

    @id:HTTPCHEAD/manual/range
    Scenario Outline: The manual's example, whose header has 18 bytes, gets the first 256 bytes over <scheme>
      When I send AT+HTTPCHEAD=18
      Then the module answers OK and prompts [R-HTTPCHEAD-10]
      When I enter 17 bytes of "Range: bytes=0-255"
      Then nothing arrives for 300 ms [R-HTTPCHEAD-11]
      When I enter the remaining bytes
      Then the module answers OK [R-HTTPCHEAD-11]
      When I send AT+HTTPCGET="<origin>/range/4096"
      Then the body has 256 bytes [R-HTTPCHEAD-10]
      And the body is what the origin served [R-HTTPCHEAD-10]
      And the module answers OK [R-HTTPCHEAD-10]
      And the origin received one GET to /range/4096 with [R-HTTPCHEAD-10]
        | Range | bytes=0-255 |
      And the origin received one GET to /range/4096 with [R-HTTPCHEAD-11]
        | header line | Range: bytes=0-255 |
        | body bytes  | 0                  |

      Examples:
        | id    | scheme | origin          |
        | https | HTTPS  | ${origin_https} |
        | http  | HTTP   | ${origin}       |

    @id:HTTPCHEAD/set/with-line-end
    Scenario: What a line end that is counted with the header does is written down
      When I send AT+HTTPCHEAD=20
      And I enter escaped "Range: bytes=0-255\r\n" at the prompt
      Then I record the final [Q-22]
      When I send AT+HTTPCGET="${origin}/range/4096"
      Then I record the final [Q-22]
      And the origin received the header Range: bytes=0-255 [Q-22]

    @id:HTTPCHEAD/set/escapes @R-GEN-06
    Scenario: A header is taken as it is entered, backslashes and quotes included
      Given the variable header is "X-Raw: a\,b \"c\" C:\\d"
      When I send AT+HTTPCHEAD=${header.length}
      And I enter "${header}" at the prompt
      Then the module answers OK
      When I send AT+HTTPCGET="${origin}/get"
      Then the module answers OK
      And the origin received the header X-Raw: a\,b "c" C:\\d

    @id:HTTPCHEAD/set/spaces
    Scenario Outline: How a header with <what> reaches the server is written down
      Given the variable header is "<header>"
      When I send AT+HTTPCHEAD=${header.length}
      And I enter "${header}" at the prompt
      Then I record the final [Q-33]
      When I send AT+HTTPCGET="${origin}/get"
      Then I record the final [Q-33]
      And the origin received one GET to /get with [Q-33]
        | X-Blank | value |

      Examples:
        | id    | what                          | header           |
        | tight | no space behind the colon     | X-Blank:value    |
        | wide  | three spaces behind the colon | X-Blank:   value |

  Rule: A length of 0 clears them

    @id:HTTPCHEAD/clear/effect @R-HTTPCHEAD-03
    Scenario: Cleared headers are not listed and not sent
      Given the module has the configured headers
        | X-First: one  |
        | X-Second: two |
      And the module has done AT+HTTPCGET="${origin}/get"
      When I send AT+HTTPCHEAD=0
      # The manual leaves open whether it prompts; either way nothing is to be entered.
      And I wait 300 ms
      And I send AT+HTTPCHEAD?
      Then the module reports no +HTTPCHEAD
      And the module answers OK
      When I send AT+HTTPCGET="${origin}/get"
      Then the module answers OK
      And the origin received one GET to /get with
        | no header | X-First  |
        | no header | X-Second |

    @id:HTTPCHEAD/clear/set-again @R-HTTPCHEAD-03
    Scenario: After clearing only what is set again is sent
      Given the module has the configured header "X-Old: 1"
      And the module has no configured headers
      And the module has the configured header "X-New: 2"
      When I send AT+HTTPCGET="${origin}/get"
      Then the module answers OK
      And the origin received one GET to /get with
        | X-New     | 2     |
        | no header | X-Old |

  Rule: Headers add up

    @id:HTTPCHEAD/several
    Scenario: Headers that are set one after another are all listed and all sent
      Given the module has the configured header "X-First: one"
      And the module has the configured header "X-Second: two, 2"
      When I send AT+HTTPCHEAD=13
      And I enter "X-Third: 3: c" at the prompt
      Then the module answers OK [R-HTTPCHEAD-04]
      When I send AT+HTTPCHEAD?
      Then the module reports +HTTPCHEAD 3 times [R-HTTPCHEAD-04, R-HTTPCHEAD-08]
      And the module answers OK [R-HTTPCHEAD-08]
      When I send AT+HTTPCGET="${origin}/get"
      Then the module answers OK [R-HTTPCHEAD-04]
      And the origin received one GET to /get with [R-HTTPCHEAD-04]
        | X-First  | one    |
        | X-Second | two, 2 |
        | X-Third  | 3: c   |

    @id:HTTPCHEAD/repeated
    Scenario: One setting serves any number of commands
      Given the module has the configured header "X-Kept: yes"
      When I send AT+HTTPCGET="${origin}/get"
      Then the module answers OK [R-HTTPCHEAD-02]
      And the origin received the header X-Kept: yes [R-HTTPCHEAD-02]
      When I send AT+HTTPCPOST="${origin}/post",2
      And I enter "ok" at the prompt
      Then the module answers SEND OK [R-HTTPCPOST-03]
      And the origin received the header X-Kept: yes [R-HTTPCHEAD-02]
      When I send AT+HTTPCGET="${origin}/get"
      Then the module answers OK [R-HTTPCHEAD-02]
      And the origin received the header X-Kept: yes [R-HTTPCHEAD-02]

  Rule: The query lists index and header

    @id:HTTPCHEAD/query/none @R-HTTPCHEAD-09
    Scenario: Without configured headers the query answers OK alone
      Given the module has no configured headers
      When I send AT+HTTPCHEAD?
      Then the module reports no +HTTPCHEAD
      And the module answers OK

    @id:HTTPCHEAD/query/layout
    Scenario: The layout, order and numbering of the list are written down
      Given the module has the configured headers
        | X-First: one  |
        | X-Second: two |
        | X-Third: 3    |
      When I send AT+HTTPCHEAD?
      Then every +HTTPCHEAD has index 0.. [R-HTTPCHEAD-17, Q-20, Q-21]
      And I record the final [Q-19]

    @id:HTTPCHEAD/query/order-sent
    Scenario: The order in which configured headers are sent is written down
      Given the module has the configured headers
        | X-First: one  |
        | X-Second: two |
        | X-Third: 3    |
      When I send AT+HTTPCGET="${origin}/get"
      Then I record the final [R-HTTPCHEAD-17]
      And the origin received one GET to /get with [R-HTTPCHEAD-17]
        | header line | X-First: one  |
        | header line | X-Second: two |
        | header line | X-Third: 3    |

    @id:HTTPCHEAD/kept-after-refusal @R-HTTPCHEAD-02
    Scenario Outline: A command that is refused (<what>) leaves the headers for the next one
      Given the module has the configured header "X-Kept: yes"
      And I send <line>
      And the module answers an error
      When I send AT+HTTPCGET="${origin}/get"
      Then the module answers OK
      And the origin received the header X-Kept: yes

      Examples:
        | id     | what                          | line                           |
        | get    | a GET with a bad buffer size  | AT+HTTPCGET="${origin}/get",-1 |
        | closed | a GET that reaches no server  | AT+HTTPCGET="${closed}/get"    |

  Rule: Headers of the same name, and those that the module makes itself

    @id:HTTPCHEAD/same-name/twice @R-HTTPCHEAD-07 @needs:chead_same_key==last-wins
    Scenario: The same name set twice keeps the second value
      Given the module has the configured headers
        | X-Before: 1   |
        | X-Key: first  |
        | X-Behind: 2   |
        | X-Key: second |
      When I send AT+HTTPCHEAD?
      Then the module reports +HTTPCHEAD 3 times
      And no line of the answer is /.*first.*/
      And the module answers OK
      When I send AT+HTTPCGET="${origin}/get"
      Then the module answers OK
      And the origin received one GET to /get with
        | X-Key    | second |
        | X-Before | 1      |
        | X-Behind | 2      |

    @id:HTTPCHEAD/same-name/case
    Scenario: Whether names that differ in case are the same header is written down
      Given the module has the configured headers
        | X-Key: first  |
        | x-key: second |
      When I send AT+HTTPCHEAD?
      Then the module reports +HTTPCHEAD twice [R-HTTPCHEAD-14, Q-24]
      And I record the final [R-HTTPCHEAD-14, Q-24]
      When I send AT+HTTPCGET="${origin}/get"
      Then I record the final [R-HTTPCHEAD-14, Q-24]
      And the origin received the header X-Key: second [R-HTTPCHEAD-14, Q-24]

    @id:HTTPCHEAD/same-name/case-inline
    Scenario: Whether a configured name replaces an inline one of other case is written down
      Given the module has the configured header "x-key: configured"
      When I send AT+HTTPCLIENT=2,0,"${origin}/get",,,1,"X-Key: inline"
      Then I record the final [R-HTTPCHEAD-14, Q-24]
      And the origin received the header X-Key: configured [R-HTTPCHEAD-14, Q-24]

    @id:HTTPCHEAD/own-headers
    Scenario Outline: What becomes of a configured <name>, which the module makes itself, is written down
      Given the module has the configured header "<name>: <value>"
      When I send AT+HTTPCPOST="${origin}/anything/own",5
      And I enter "hello" at the prompt
      Then I record the final within 10 s [R-HTTPCHEAD-16]
      And the origin received one POST to /anything/own with [R-HTTPCHEAD-16]
        | <name> | <value> |

      Examples:
        | id             | name           | value        |
        | host           | Host           | host.example |
        | user-agent     | User-Agent     | tester/1.0   |
        | connection     | Connection     | keep-alive   |
        | content-length | Content-Length | 3            |
        | content-type   | Content-Type   | text/plain   |

  Rule: What is no header is refused

    @id:HTTPCHEAD/text/no-colon @R-HTTPCHEAD-12 @needs:chead_without_colon==refused
    Scenario: Text without a colon is refused behind its bytes and not kept
      Given the module has no configured headers
      When I send AT+HTTPCHEAD=13
      And I enter "no colon here" at the prompt
      Then the module answers an error
      When I send AT+HTTPCHEAD?
      Then the module reports no +HTTPCHEAD
      And the module answers OK

    @id:HTTPCHEAD/text/injection
    Scenario Outline: A header with <what> in it adds no second header to the request
      When I send AT+HTTPCHEAD=<bytes>
      And I enter <data> at the prompt
      Then the module answers any final [R-HTTPCHEAD-13]
      When I send AT+HTTPCGET="${origin}/get"
      Then the module answers any final [R-HTTPCHEAD-13]
      And the origin received one GET to /get with [R-HTTPCHEAD-11, R-HTTPCHEAD-13]
        | no header | X-Evil |

      Examples:
        | id       | what                 | bytes | data                              |
        | crlf     | CR LF                | 17    | escaped "X-A: 1\r\nX-Evil: 2"     |
        | lf       | LF                   | 16    | escaped "X-A: 1\nX-Evil: 2"       |
