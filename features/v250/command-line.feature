Feature: Command lines

  A command line is the prefix AT, commands, and CR. Echo is off in all of it but where a scenario says so.

  Rule: The prefix

    @id:V250/prefix/alone @R-V250-01
    Scenario: The prefix alone is answered with OK, and with nothing else
      When I send AT
      Then the module answers OK
      And no line of the answer is /.+/
      And nothing arrives for 200 ms

    @id:V250/prefix/small-letters @R-V250-02
    Scenario Outline: Small letters mean the same (<what>)
      When I send the line "<line>"
      Then the module answers the line <answer>
      And the module answers OK

      Examples:
        | id       | what                | line       | answer   |
        | basic    | a basic command     | ati        | /.+/     |
        | register | an S-parameter      | ats3?      | "013"    |
        | extended | an extended command | at+fclass? | /[0-9.]+/ |

    @id:V250/prefix/mixed-letters
    Scenario Outline: Whether <prefix> is a prefix is written down
      When I send the line "<prefix>"
      Then I record the final [R-V250-03, Q-01]

      Examples:
        | id    | prefix |
        | upper | At     |
        | lower | aT     |

    @id:V250/prefix/skipped @R-V250-09
    Scenario Outline: What stands before the prefix is skipped (<what>)
      When I write the bytes escaped "<before>ATS4?\r"
      Then the module answers the line "010"
      And the module answers OK

      Examples:
        | id     | what    | before |
        | letter | letters | xyz    |
        | space  | spaces  | \x20\x20 |
        | half   | half a prefix | A |

    @id:V250/prefix/missing @R-V250-09
    Scenario Outline: A line without the prefix is not answered (<what>)
      When I write the bytes escaped "<line>\r"
      Then nothing arrives for 500 ms
      When I send AT
      Then the module answers OK

      Examples:
        | id     | what               | line   |
        | word   | a word             | HELLO  |
        | apart  | its letters apart  | A T    |
        | empty  | an empty line      |        |
        | turned | its letters turned | TA     |

  Rule: The end of a line

    @id:V250/end/carriage-return @R-V250-04
    Scenario: Nothing is answered before CR has come
      When I write the bytes "ATS5"
      Then nothing arrives for 500 ms
      When I write the bytes "?"
      Then nothing arrives for 500 ms
      When I write the bytes escaped "\r"
      Then the module answers the line "008"
      And the module answers OK

    @id:V250/end/not-done-before @R-V250-04
    Scenario: Nothing is done before CR has come
      When I write the bytes "ATS0=5"
      Then nothing arrives for 300 ms
      When I write the bytes escaped "0S0?\r"
      Then the module answers the line "050"
      And the module answers OK
      When I send ATS0=0
      Then the module answers OK

    @id:V250/end/byte-by-byte @R-V250-04
    Scenario: It does not matter in how many pieces a line comes
      When I write the bytes "A"
      And I wait 100 ms
      And I write the bytes "T"
      And I wait 100 ms
      And I write the bytes "S4"
      And I wait 100 ms
      And I write the bytes escaped "?\r"
      Then the module answers the line "010"
      And the module answers OK

    @id:V250/end/line-feed @R-V250-05
    Scenario: LF does not end a line
      When I write the bytes escaped "ATS4?\n"
      Then nothing arrives for 500 ms
      # Ends the line for the next scenario, whatever the modem has made of the LF.
      When I write the bytes escaped "\r"
      And I wait 300 ms
      And I send AT
      Then the module answers OK

    @id:V250/end/line-feed-behind @R-V250-05
    Scenario: An LF behind CR belongs to no line and does no harm
      When I send the line "ATS4?" ended by "\r\n"
      Then the module answers the line "010"
      And the module answers OK
      And nothing arrives for 200 ms
      When I send the line "ATS3?" ended by "\r\n"
      Then the module answers the line "013"
      And the module answers OK

  Rule: What is written may be edited

    @id:V250/editing/backspace @R-V250-07
    Scenario Outline: BS takes away the character before it (<what>)
      When I write the bytes escaped "<bytes>\r"
      Then the module answers the line "<value>"
      And the module answers OK

      Examples:
        | id    | what            | bytes              | value |
        | one   | one character   | ATS9\x083?         | 013   |
        | two   | two characters  | ATS99\x08\x084?    | 010   |
        | end   | the last one    | ATS5?8\x08         | 008   |

    @id:V250/editing/control-characters @R-V250-06
    Scenario Outline: <name> in a line has no effect
      When I write the bytes escaped "ATS<character>4?\r"
      Then the module answers the line "010"
      And the module answers OK

      Examples:
        | id  | name | character |
        | nul | NUL  | \x00      |
        | soh | SOH  | \x01      |
        | tab | HT   | \x09      |
        | lf  | LF   | \x0a      |
        | esc | ESC  | \x1b      |

    @id:V250/editing/spaces @R-V250-08
    Scenario Outline: Spaces have no meaning (<what>)
      When I write the bytes escaped "<line>\r"
      Then the module answers the line "<value>"
      And the module answers OK

      Examples:
        | id            | what                     | line          | value |
        | behind-prefix | behind the prefix        | AT S4?        | 010   |
        | at-the-end    | at the end               | ATS4?\x20\x20 | 010   |
        | between       | between commands         | ATE0 S4?      | 010   |
        | in-read       | inside reading           | ATS 4 ?       | 010   |
        | in-set        | inside setting           | ATS0 = 3S0?   | 003   |

    @id:V250/editing/eighth-bit @R-V250-12
    Scenario: The highest bit of a character has no meaning
      When I write the bytes hex "c1d453b43f0d"
      Then the module answers the line "010"
      And the module answers OK

    @id:V250/editing/length @R-V250-10
    Scenario Outline: A line of <count> characters is taken
      When I send the line "AT<body>"
      Then the module answers the line "013"
      And the module answers OK

      Examples:
        | id    | count | body                                     |
        | forty | 40    | E0E0E0E0E0E0E0E0E0E0E0E0E0E0E0E0E0E0ES3? |
        | less  | 39    | E0E0E0E0E0E0E0E0E0E0E0E0E0E0E0E0E0E0S3?  |

  Rule: The last line once more

    @id:V250/repeat/query @R-V250-11
    Scenario: A/ carries out the last line again
      Given the module has done ATS4?
      When I send the line "A/" without a line end
      Then the module answers the line "010"
      And the module answers OK
