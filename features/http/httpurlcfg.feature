@HTTPURLCFG
Feature: AT+HTTPURLCFG configures a long URL and tells it

  A URL that does not fit on a command line is entered behind a prompt. Every command whose URL is "" then uses it.

  Rule: A length of 0 clears the URL

    @id:HTTPURLCFG/clear/effect @R-HTTPURLCFG-03
    Scenario: A cleared URL is not told and not used
      Given the module has the configured URL "${origin}/anything/stale"
      And the module has done AT+HTTPCGET=""
      When I send AT+HTTPURLCFG=0
      # The manual leaves open whether it prompts; either way nothing is to be entered.
      And I wait 300 ms
      And I send AT+HTTPURLCFG?
      Then no line of the answer is /.*stale.*/
      And the module answers OK
      When I send AT+HTTPCGET=""
      Then the module refuses the command
      And the origin received nothing

    @id:HTTPURLCFG/clear/twice
    Scenario: Clearing where nothing is configured is no error
      Given the module has no configured URL
      When I send AT+HTTPURLCFG=0
      Then I record whether the module prompts [Q-15]
      And the module answers OK or SET OK [R-HTTPURLCFG-03, Q-15]

    @id:HTTPURLCFG/clear/set-again @R-HTTPURLCFG-03
    Scenario: A cleared URL can be set again
      Given the module has the configured URL "${origin}/anything/first"
      And the module has no configured URL
      And the module has the configured URL "${origin}/anything/again"
      When I send AT+HTTPCGET=""
      Then the module answers OK
      And the origin received one GET to /anything/again

  Rule: A URL is set with exactly as many bytes as were declared

    @id:HTTPURLCFG/set/last-byte
    Scenario Outline: Of <bytes> bytes the last one brings SET OK
      Given the variable url holds <bytes> bytes beginning with "http://a"
      When I send AT+HTTPURLCFG=<bytes>
      Then the module answers OK and prompts [R-HTTPURLCFG-01]
      When I enter <first> bytes of "${url}"
      Then nothing arrives for 300 ms [R-HTTPURLCFG-01]
      When I enter the remaining bytes
      Then the module answers SET OK [R-HTTPURLCFG-01]
      And nothing arrives for 200 ms [R-GEN-08, Q-32]
      When I send AT+HTTPURLCFG?
      Then the module reports +HTTPURLCFG with [R-HTTPURLCFG-05]
        | url_length | <bytes> |
        | data       | ${url}  |
      And the module answers OK [R-HTTPURLCFG-05]

      Examples:
        | id   | bytes | first |
        | min  | 8     | 7     |
        | 9    | 9     | 8     |
        | 255  | 255   | 254   |
        | 256  | 256   | 255   |
        | 257  | 257   | 256   |
        | 2049 | 2049  | 2048  |
        | 8191 | 8191  | 8190  |
        | max  | 8192  | 8191  |

    @id:HTTPURLCFG/set/pieces @R-HTTPURLCFG-01
    Scenario: A URL that is written byte by byte is taken like one in one piece
      Given the variable url is "http://host.example/a?b=c"
      When I send AT+HTTPURLCFG=${url.length}
      And I enter "${url}" at the prompt in pieces of 1 byte, 10 ms apart
      Then the module answers SET OK
      When I send AT+HTTPURLCFG?
      Then the module reports +HTTPURLCFG with data "${url}"
      And the module answers OK

    @id:HTTPURLCFG/set/surplus @R-HTTPURLCFG-01
    Scenario: Bytes behind the declared length are not part of the URL
      When I send AT+HTTPURLCFG=16
      And I enter "http://host/path" at the prompt followed by "/more\r\n"
      Then the module answers SET OK
      And I wait 200 ms
      When I send AT+HTTPURLCFG?
      Then the module reports +HTTPURLCFG with
        | url_length | 16               |
        | data       | http://host/path |
      And the module answers OK

    @id:HTTPURLCFG/set/replace @R-HTTPURLCFG-07
    Scenario Outline: A second URL replaces a <relation> first one
      Given the module has the configured URL <first>
      And the variable second is "<second>"
      When I send AT+HTTPURLCFG=${second.length}
      And I enter "${second}" at the prompt
      Then the module answers SET OK
      When I send AT+HTTPURLCFG?
      Then the module reports +HTTPURLCFG once
      And the module reports +HTTPURLCFG with
        | url_length | ${second.length} |
        | data       | ${second}        |
      And the module answers OK
      When I send AT+HTTPCGET=""
      Then the module answers OK
      And the origin received one GET to <target>

      Examples:
        | id      | relation | first                                          | second                    | target           |
        | shorter | shorter  | "${origin}/a"                                  | ${origin}/anything/second | /anything/second |
        | longer  | longer   | 300 bytes beginning with "${origin}/anything/" | ${origin}/anything/short  | /anything/short  |

  Rule: The query tells length and URL

    @id:HTTPURLCFG/query/set
    Scenario Outline: The query prints a URL with <what> as it was entered
      Given the variable url is "<url>"
      And the module has the configured URL "${url}"
      When I send AT+HTTPURLCFG?
      Then the module reports +HTTPURLCFG once [R-HTTPURLCFG-05]
      And the module reports +HTTPURLCFG with [R-HTTPURLCFG-05]
        | url_length | ${url.length} |
        | data       | ${url}        |
      And the module answers OK [R-HTTPURLCFG-05]

      Examples:
        | id      | what            | url                               |
        | plain   | a host alone    | http://host                       |
        | query   | a query         | https://host:8443/p/q?a=1&b=2#end |
        | comma   | commas          | http://host/a,b,c                 |
        | escapes | percent escapes | http://host/a%20b%2C              |

    @id:HTTPURLCFG/query/unset @R-HTTPURLCFG-06
    Scenario: Without a configured URL the query answers OK alone
      Given the module has no configured URL
      When I send AT+HTTPURLCFG?
      Then the module reports no +HTTPURLCFG
      And the module answers OK

    @id:HTTPURLCFG/query/unset-line
    Scenario: Whether a line stands in the answer where no URL is configured is written down
      Given the module has no configured URL
      When I send AT+HTTPURLCFG?
      Then I record the lines of the answer [Q-17]
      And I record the final [Q-17]

    @id:HTTPURLCFG/query/quotes
    Scenario: Whether the query prints the URL between double quotes is written down
      Given the module has the configured URL "http://host/path"
      When I send AT+HTTPURLCFG?
      Then the module answers the line /\+HTTPURLCFG:16,http:\/\/host\/path/ [Q-18]
      And I record the final [Q-18]

  Rule: Commands with an empty URL use it

    @id:HTTPURLCFG/use/host
    Scenario: Host and port are those of the configured URL
      Given the module has done AT+HTTPCGET="${origin}/get"
      And I keep the header Host that the origin received as authority
      And the module has the configured URL "${origin}/anything/host?a=1"
      When I send AT+HTTPCGET=""
      Then the module answers OK [R-HTTPURLCFG-02]
      And the origin received one GET to /anything/host?a=1 with [R-HTTPURLCFG-02]
        | Host | ${authority} |

    @id:HTTPURLCFG/use/headers-cleared @R-HTTPURLCFG-02
    Scenario: Clearing the headers leaves the URL
      Given the module has the configured URL "${origin}/anything/kept"
      And the module has the configured header "X-Gone: 1"
      And the module has no configured headers
      When I send AT+HTTPCGET=""
      Then the module answers OK
      And the origin received one GET to /anything/kept

    @id:HTTPURLCFG/use/after-refusal @R-HTTPURLCFG-02
    Scenario: A command uses the configured URL also behind a length that was refused
      Given the module has the configured URL "${origin}/anything/kept"
      And I send AT+HTTPURLCFG=7
      And the module answers an error
      When I send AT+HTTPCGET=""
      Then the module answers OK
      And the origin received one GET to /anything/kept

    @id:HTTPURLCFG/use/repeated @R-HTTPURLCFG-14
    Scenario: One URL serves any number of commands
      Given the module has the configured URL "${origin}/anything/again"
      When I send AT+HTTPCGET=""
      Then the module answers OK
      And the origin received one GET to /anything/again
      When I send AT+HTTPCGET=""
      Then the module answers OK
      And the origin received one GET to /anything/again
      When I send AT+HTTPCPOST="",5
      And I enter "hello" at the prompt
      Then the module answers SEND OK
      And the origin received one POST to /anything/again
      When I send AT+HTTPCLIENT=2,0,"",,,1
      Then the module answers OK
      And the origin received one GET to /anything/again
      And the origin received 4 requests in this scenario

    @id:HTTPURLCFG/use/overridden @R-HTTPURLCFG-12
    Scenario Outline: A URL in <command> goes before the configured one and does not erase it
      Given the module has the configured URL "${origin}/anything/configured"
      When I send AT+<command>=<before>"${origin}/anything/explicit"<behind>
      Then the module answers OK
      And the origin received one GET to /anything/explicit
      When I send AT+HTTPURLCFG?
      Then the module reports +HTTPURLCFG with data "${origin}/anything/configured"
      And the module answers OK
      When I send AT+HTTPCGET=""
      Then the module answers OK
      And the origin received one GET to /anything/configured

      Examples:
        | id     | command    | before | behind |
        | cget   | HTTPCGET   |        |        |
        | client | HTTPCLIENT | 2,0,   | ,,,1   |

    @id:HTTPURLCFG/use/backslash @R-HTTPURLCFG-10
    Scenario: A backslash before a comma stays in the URL
      Given the variable url is "${origin}/anything/a\,b\\c"
      When I send AT+HTTPURLCFG=${url.length}
      And I enter "${url}" at the prompt
      Then the module answers SET OK
      When I send AT+HTTPURLCFG?
      Then the module reports +HTTPURLCFG with
        | url_length | ${url.length} |
        | data       | ${url}        |
      And the module answers OK
      When I send AT+HTTPCGET=""
      Then the module answers OK
      And the origin received one GET to /anything/a\,b\\c

    @id:HTTPURLCFG/use/no-url
    Scenario Outline: Whether <what> is taken as a URL, and what a command makes of it, is written down
      When I send AT+HTTPURLCFG=<bytes>
      And I enter <data> at the prompt
      Then I record the final [R-HTTPURLCFG-11]
      When I send AT+HTTPCGET=""
      Then I record the final [R-HTTPURLCFG-11]
      And the origin received nothing [record R-HTTPURLCFG-11]

      Examples:
        | id     | what            | bytes | data                      |
        | text   | plain text      | 12    | "no url, text"            |
        | scheme | another scheme  | 13    | "ftp://a.b/c/d"           |
        | nul    | text with a NUL | 12    | escaped "http://a/\x00bc" |
