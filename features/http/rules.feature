Feature: What holds for every command of the set

  How a command line ends and how long it may be, what its parameters look like, how errors are told, and what all HTTP commands share.

  Rule: A command line ends with CR LF

    @id:GEN/line-end/nothing-before @R-GEN-01
    Scenario: Without its line end a command neither answers nor acts
      When I send the line "AT+HTTPCGET=\"${origin}/get\"" without a line end
      Then nothing arrives for 500 ms
      And the origin has received nothing
      When I write the bytes escaped "\r\n"
      Then the module answers OK
      And the origin received one GET to /get

    @id:GEN/line-end/half @R-GEN-01
    Scenario: CR alone does not end a command, and the LF behind it does
      When I send the line "AT+HTTPCGET=\"${origin}/get\"" ended by "\r"
      Then nothing arrives for 500 ms
      And the origin has received nothing
      When I write the bytes escaped "\n"
      Then the module answers OK
      And the origin received one GET to /get

    @id:GEN/line-end/line-feed @R-GEN-01
    Scenario: LF alone does not end a command
      When I send the line "AT+HTTPCGET=\"${origin}/get\"" ended by "\n"
      Then nothing arrives for 500 ms
      And the origin has received nothing
      When I write the bytes escaped "\r\n"
      Then the module answers any final

  Rule: One command at a time

    @id:GEN/busy @R-GEN-09
    Scenario Outline: While a command runs, <what> is refused as busy and never executed
      Given the module has the configured URL "${origin}/anything/kept"
      And the module has the configured header "X-Kept: yes"
      And the origin answers the next request with "late" after 2 s
      When I send AT+HTTPCGET="${origin}/anything/first"
      Then the origin received one GET to /anything/first
      When I send <line>
      Then the module is busy
      And the body is "late"
      And the module answers OK
      And nothing arrives for 500 ms
      And the origin received 1 request in this scenario with
        | target | /anything/first |
      When I send AT+HTTPCGET=""
      Then the module answers OK
      And the origin received one GET to /anything/kept with
        | X-Kept | yes |

      Examples:
        | id           | what                 | line                                     |
        | request      | another request      | AT+HTTPCGET="${origin}/anything/second"  |
        | post         | a post               | AT+HTTPCPOST="${origin}/anything/post",5 |
        | clear-url    | clearing the URL     | AT+HTTPURLCFG=0                          |
        | clear-header | clearing the headers | AT+HTTPCHEAD=0                           |
        | query        | a query              | AT+HTTPURLCFG?                           |
        | probe        | the plain AT         | AT                                       |

    @id:GEN/busy/while-sending @R-GEN-09
    Scenario Outline: While the data of AT+<command> travel, a command is refused as busy
      Given the origin answers the next request with "late" after 2 s
      When I send AT+<command>="${origin}/anything/first",5
      And I enter "hello" at the prompt
      Then the origin received one <method> to /anything/first
      When I send AT+HTTPCGET="${origin}/anything/second"
      Then the module is busy
      And the module answers SEND OK
      And nothing arrives for 500 ms
      And the origin received 1 request in this scenario with
        | method | <method>        |
        | target | /anything/first |
        | body   | "hello"         |

      Examples:
        | id   | command   | method |
        | post | HTTPCPOST | POST   |
        | put  | HTTPCPUT  | PUT    |

    @id:GEN/one-after-another @R-GEN-08
    Scenario: Commands that follow each other at once each get their one final
      When I send AT+HTTPCGET="${origin}/get?number=1"
      Then the module answers OK
      When I send AT+HTTPURLCFG?
      Then the module answers OK
      When I send AT+HTTPGETSIZE="${origin}/bytes/10"
      Then the module answers OK
      When I send AT+HTTPCGET="${origin}/get?number=2"
      Then the module answers OK
      And nothing arrives for 300 ms

  Rule: Errors are told, and the next command is taken

    @id:GEN/error/next-command @R-GEN-10
    Scenario Outline: After <what> the module takes the next command
      Given I send <line>
      And the module answers an error
      When I send AT
      Then the module answers OK
      When I send AT+HTTPCGET="${origin}/get"
      Then the module answers OK
      And the origin received one GET to /get

      Examples:
        | id        | what                       | line                            |
        | unknown   | an unknown command         | AT+NOPE                         |
        | malformed | a quote that is not closed | AT+HTTPCGET="${origin}/get      |
        | parameter | a parameter out of range   | AT+HTTPCGET="${origin}/get",-1  |
        | no-url    | a text that is no URL      | AT+HTTPCGET="no url"            |
        | refused   | a server that refuses      | AT+HTTPCGET="${closed}/get"     |
        | length    | a length out of range      | AT+HTTPURLCFG=7                 |
        | header    | a length that is none      | AT+HTTPCHEAD=-1                 |
        | post      | a post that is refused     | AT+HTTPCPOST="${origin}/post",x |

    @id:GEN/error/failed-data @R-GEN-10
    Scenario: After a transmission that failed the module takes the next command
      Given I send AT+HTTPCPOST="${closed}/post",5
      And I enter "hello" at the prompt
      And the module answers an error
      When I send AT
      Then the module answers OK

    @id:GEN/error/unknown @R-GEN-11
    Scenario Outline: <what> gets the word for unknown commands, and nothing is requested
      When I send <line>
      Then the module answers ${profile.unknown_command_final}
      And the origin received nothing

      Examples:
        | id      | what                                 | line                         |
        | command | A command that does not exist        | AT+NOPE                      |
        | set     | The set form of an unknown command   | AT+NOPE=1                    |
        | query   | The query form of an unknown command | AT+NOPE?                     |
        | longer  | A known command with a letter more   | AT+HTTPCGETS="${origin}/get" |
        | shorter | A known command with a letter less   | AT+HTTPCGE="${origin}/get"   |

    @id:GEN/error/parameter @R-GEN-11
    Scenario Outline: <what> gets the word for bad parameters, and nothing is requested
      When I send <line>
      Then the module answers ${profile.bad_parameter_final}
      And the origin received nothing

      Examples:
        | id      | what                         | line                                  |
        | word    | A word in place of a number  | AT+HTTPCGET="${origin}/get",big       |
        | range   | A number out of range        | AT+HTTPCGET="${origin}/get",99999     |
        | length  | A length out of range        | AT+HTTPURLCFG=9000                    |
        | opt     | A method that does not exist | AT+HTTPCLIENT=9,0,"${origin}/get",,,1 |
        | surplus | A parameter too many         | AT+HTTPURLCFG=10,1                    |

    @id:GEN/error/form @R-GEN-11
    Scenario Outline: A form that <command> does not have is refused, and nothing is requested
      When I send AT+<command><tail>
      Then the module refuses the command
      And the origin received nothing

      Examples:
        | id            | command     | tail |
        | client        | HTTPCLIENT  |      |
        | client-query  | HTTPCLIENT  | ?    |
        | getsize       | HTTPGETSIZE |      |
        | getsize-query | HTTPGETSIZE | ?    |
        | cget          | HTTPCGET    |      |
        | cget-query    | HTTPCGET    | ?    |
        | cpost         | HTTPCPOST   |      |
        | cpost-query   | HTTPCPOST   | ?    |
        | cput          | HTTPCPUT    |      |
        | cput-query    | HTTPCPUT    | ?    |
        | urlcfg        | HTTPURLCFG  |      |
        | chead         | HTTPCHEAD   |      |

    @id:GEN/error/words
    Scenario Outline: Which word ends <what> is written down
      When I send <line>
      Then I record the final [Q-34]

      Examples:
        | id        | what                          | line                                  |
        | unknown   | an unknown command            | AT+NOPE                               |
        | parameter | a command with bad parameters | AT+HTTPCGET="${origin}/get",-1        |
        | malformed | a command that cannot be read | AT+HTTPCGET="${origin}/get            |
        | get       | a GET that is refused         | AT+HTTPCGET="${closed}/get"           |
        | size      | a size that cannot be had     | AT+HTTPGETSIZE="${closed}/get"        |
        | client    | a request that is refused     | AT+HTTPCLIENT=2,0,"${closed}/get",,,1 |

    @id:GEN/error/words-of-data
    Scenario: Which word ends a post to a server that refuses is written down
      When I send AT+HTTPCPOST="${closed}/post",5
      And I enter "hello" at the prompt
      Then I record the final [Q-34]

  Rule: Without a network commands fail and do not hang

    @id:GEN/no-network @R-GEN-13 @destructive
    Scenario Outline: AT+<command> before the network is back fails in time
      When I reset the module
      And I send AT+<command>=<arguments>
      Then the module answers an error within 40 s
      And the origin received nothing

      Examples:
        | id      | command     | arguments               |
        | client  | HTTPCLIENT  | 2,0,"${origin}/get",,,1 |
        | getsize | HTTPGETSIZE | "${origin}/get"         |
        | cget    | HTTPCGET    | "${origin}/get"         |

    @id:GEN/no-network/data @destructive
    Scenario Outline: AT+<command> before the network is back fails in time, before the prompt or behind the data
      When I reset the module
      And I send AT+<command>="${origin}/anything/offline",2
      Then I record whether the module prompts [<question>]
      # Completes the data phase where there is one.
      When I write the bytes "ok"
      Then the module answers an error within 40 s [R-GEN-13]
      And the origin received nothing [R-GEN-13]

      Examples:
        | id   | command   | question       |
        | post | HTTPCPOST | R-HTTPCPOST-21 |
        | put  | HTTPCPUT  | R-HTTPCPUT-21  |

    @id:GEN/no-network/codes @R-GEN-08 @destructive
    Scenario: What the module tells of itself after a reset is no second final of a command
      When I reset the module
      And I send AT
      Then the module answers OK
      And I wait 1500 ms
      When I send AT
      Then the module answers OK

  Rule: The scheme of the URL decides about TLS

    @id:GEN/tls @R-GEN-16
    Scenario Outline: AT+<command> asks an <scheme> URL <how> TLS
      When I send AT+<command>=<before>"<origin>/anything/scheme"<behind>
      Then the module answers OK
      And the origin received 1 request with
        | target | /anything/scheme |
        | tls    | <tls>            |

      Examples:
        | id            | command     | scheme | how     | before | origin          | behind | tls |
        | client-https  | HTTPCLIENT  | https  | over    | 2,0,   | ${origin_https} | ,,,2   | yes |
        | client-http   | HTTPCLIENT  | http   | without | 2,0,   | ${origin}       | ,,,1   | no  |
        | getsize-https | HTTPGETSIZE | https  | over    |        | ${origin_https} |        | yes |
        | getsize-http  | HTTPGETSIZE | http   | without |        | ${origin}       |        | no  |

    @id:GEN/tls/data @R-GEN-16
    Scenario Outline: AT+<command> sends its data to an <scheme> URL <how> TLS
      When I send AT+<command>="<origin>/anything/scheme",5
      And I enter "hello" at the prompt
      Then the module answers SEND OK
      And the origin received one <method> to /anything/scheme with
        | tls  | <tls>   |
        | body | "hello" |

      Examples:
        | id          | command   | method | scheme | how     | origin          | tls |
        | cpost-https | HTTPCPOST | POST   | https  | over    | ${origin_https} | yes |
        | cpost-http  | HTTPCPOST | POST   | http   | without | ${origin}       | no  |
        | cput-https  | HTTPCPUT  | PUT    | https  | over    | ${origin_https} | yes |
        | cput-http   | HTTPCPUT  | PUT    | http   | without | ${origin}       | no  |

  Rule: Strings, escapes and omitted parameters

    @id:GEN/escape/in-url
    Scenario Outline: In a URL <what>
      When I send AT+HTTPCGET="${origin}/anything/<written>"
      Then the module answers OK [<rule>]
      And the origin received one GET to /anything/<target> [<rule>]

      Examples:
        | id     | what                                 | written   | target | rule     |
        | comma  | an escaped comma is a comma          | a\\,b\\,c | a,b,c  | R-GEN-04 |
        | letter | a backslash before a letter vanishes | a\\b\\nc  | abnc   | R-GEN-05 |
        | slash  | a backslash before a slash vanishes  | a\\/b     | a/b    | R-GEN-05 |
        | digit  | a backslash before a digit vanishes  | a\\0b\\1  | a0b1   | R-GEN-05 |

    @id:GEN/escape/in-data
    Scenario Outline: In data on the command line <what>
      When I send AT+HTTPCLIENT=3,1,"${origin}/post",,,1,"<written>"
      Then the module answers OK [<rule>]
      And the origin received one POST to /post with [<rule>]
        | body | escaped "<body>" |

      Examples:
        | id        | what                                        | written                                | body                                               | rule     |
        | quote     | an escaped quote is a quote                 | say \\"hi\\"                           | say \\x22hi\\x22                                   | R-GEN-04 |
        | backslash | an escaped backslash is one backslash       | a\\\\\\\\b                             | a\\x5c\\x5cb                                       | R-GEN-04 |
        | before    | an escaped backslash escapes nothing itself | a\\\\\\,b                              | a\\x5c,b                                           | R-GEN-04 |
        | json      | a JSON object with two members arrives      | {\\"a\\":1\\,\\"b\\":\\"x\\\\\\\\y\\"} | {\\x22a\\x22:1,\\x22b\\x22:\\x22x\\x5c\\x5cy\\x22} | R-GEN-04 |
        | other     | a backslash before other letters vanishes   | \\h\\e\\l\\l\\o                        | hello                                              | R-GEN-05 |

    @id:GEN/escape/not-in-data-phase @R-GEN-06
    Scenario Outline: In the data phase of AT+<command> backslashes are data
      When I send AT+<command>="${origin}/anything/raw",20
      And I enter "a\,b \\ \"c\" \n \x41 " at the prompt
      Then the module answers SEND OK
      And the origin received one <method> to /anything/raw with
        | body            | hex "615c2c62205c5c20226322205c6e205c78343120" |
        | body as entered | yes                                            |

      Examples:
        | id    | command   | method |
        | cpost | HTTPCPOST | POST   |
        | cput  | HTTPCPUT  | PUT    |

    @id:GEN/omitted/timeout-in-place @R-GEN-07
    Scenario Outline: Omitted parameters of AT+<command> keep the timeout in its place
      Given the origin stays silent to the next request
      When I send AT+<command>="${origin}/anything/silent"<tail>
      Then the module answers an error within 16 s
      And the answer took between 950 ms and 2 s
      And the origin received 1 request with
        | target | /anything/silent |

      Examples:
        | id         | command     | tail        |
        | cget-both  | HTTPCGET    | ,,,1000     |
        | cget-first | HTTPCGET    | ,,2048,1000 |

    @id:GEN/omitted/default @R-GEN-07
    Scenario Outline: An omitted <what> of AT+HTTPCGET has its default
      Given the origin answers the next request with 5000 random bytes named "omitted" after 3 s
      When I send AT+HTTPCGET="${origin}/anything/omitted"<tail>
      Then the module answers OK
      And the body is what the origin served
      And the body has 5000 bytes

      Examples:
        | id | what           | tail        |
        | tx | send buffer    | ,,2048      |
        | rx | receive buffer | ,2048,,6000 |

    @id:GEN/omitted/host-and-path @R-GEN-07
    Scenario: Omitted host and path of AT+HTTPCLIENT keep the header in its place
      When I send AT+HTTPCLIENT=2,0,"${origin}/anything/omitted",,,1,"X-A: 1"
      Then the module answers OK
      And the origin received one GET to /anything/omitted with
        | X-A | 1 |
