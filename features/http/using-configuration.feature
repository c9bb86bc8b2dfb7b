Feature: What is configured serves every command

  How the commands use what AT+HTTPCHEAD and AT+HTTPURLCFG configured. It comes behind the features of all commands, so that
  a mistake of one of them shows in its own.

  Rule: Configured headers travel with every request

    @id:HTTPCHEAD/kept-beside-url @HTTPCHEAD @R-HTTPCHEAD-02
    Scenario: Configuring a URL leaves the headers
      Given the module has the configured header "X-Kept: yes"
      And the module has the configured URL "${origin}/anything/url"
      When I send AT+HTTPCGET="${origin}/get"
      Then the module answers OK
      And the origin received the header X-Kept: yes

    @id:GEN/configured-header
    Scenario Outline: A configured header travels with the <method> of AT+<command>
      Given the module has the configured header "X-Global: everywhere"
      When I send AT+<command>=<arguments>
      Then the module answers OK [R-GEN-14]
      And the origin received the header X-Global: everywhere [R-GEN-14, R-HTTPCHEAD-02]

      Examples:
        | id            | command     | method  | arguments                                 |
        | client-head   | HTTPCLIENT  | HEAD    | 1,0,"${origin}/anything/header",,,1       |
        | client-get    | HTTPCLIENT  | GET     | 2,0,"${origin}/anything/header",,,1       |
        | client-post   | HTTPCLIENT  | POST    | 3,0,"${origin}/anything/header",,,1,"a=1" |
        | client-put    | HTTPCLIENT  | PUT     | 4,0,"${origin}/anything/header",,,1       |
        | client-delete | HTTPCLIENT  | DELETE  | 5,0,"${origin}/anything/header",,,1       |
        | getsize       | HTTPGETSIZE | request | "${origin}/anything/header"               |
        | cget          | HTTPCGET    | GET     | "${origin}/anything/header"               |
        | cget-tls      | HTTPCGET    | GET     | "${origin_https}/anything/header"         |

    @id:GEN/configured-header/data
    Scenario Outline: A configured header travels with the <method> of AT+<command>
      Given the module has the configured headers
        | X-Global: everywhere |
        | X-Other: too         |
      When I send AT+<command>="${origin}/anything/header",5<inline>
      And I enter "hello" at the prompt
      Then the module answers SEND OK [R-GEN-14]
      And the origin received the headers X-Global: everywhere; X-Other: too [R-GEN-14, R-HTTPCHEAD-02]

      Examples:
        | id               | command   | method | inline       |
        | cpost            | HTTPCPOST | POST   |              |
        | cpost-and-inline | HTTPCPOST | POST   | ,1,"X-In: 1" |
        | cput             | HTTPCPUT  | PUT    |              |
        | cput-and-inline  | HTTPCPUT  | PUT    | ,1,"X-In: 1" |

    @id:HTTPCGET/header/range @HTTPCGET @R-HTTPCGET-07
    Scenario Outline: The manual's Range header fetches the first 256 bytes over <scheme>
      Given the module has the configured header "Range: bytes=0-255"
      When I send AT+HTTPCGET="<origin>/range/4096"
      Then the body has 256 bytes
      And the body is what the origin served
      And the module answers OK
      And the origin received one GET to /range/4096 with
        | Range | bytes=0-255 |

      Examples:
        | id    | scheme | origin          |
        | http  | HTTP   | ${origin}       |
        | https | HTTPS  | ${origin_https} |

    @id:HTTPCGET/header/configured @HTTPCGET @R-HTTPCGET-07
    Scenario: All configured headers travel with the request
      Given the module has the configured headers
        | X-First: one       |
        | X-Second: two, 2   |
        | Accept: image/gif  |
      When I send AT+HTTPCGET="${origin}/get"
      Then the module answers OK
      And the origin received one GET to /get with
        | X-First  | one       |
        | X-Second | two, 2    |
        | Accept   | image/gif |

    @id:HTTPGETSIZE/header/configured @HTTPGETSIZE @R-HTTPGETSIZE-07
    Scenario: All configured headers travel with the request
      Given the module has the configured headers
        | X-First: one       |
        | X-Second: two, 2   |
        | Accept: image/gif  |
      When I send AT+HTTPGETSIZE="${origin}/bytes/10"
      Then the module answers OK
      And the origin received 1 request with
        | X-First  | one       |
        | X-Second | two, 2    |
        | Accept   | image/gif |

  Rule: The configured URL serves every command whose URL is empty

    @id:HTTPCGET/url/configured @HTTPCGET @R-HTTPCGET-06
    Scenario: With an empty URL the configured resource is fetched
      Given the module has the configured URL "${origin}/anything/configured?a=1"
      When I send AT+HTTPCGET=""
      Then the body is what the origin served
      And the module answers OK
      And the origin received one GET to /anything/configured?a=1

    @id:HTTPCGET/url/nowhere @HTTPCGET @R-HTTPCGET-06
    Scenario: With an empty URL and nothing configured the command fails
      Given the module has no configured URL
      When I send AT+HTTPCGET=""
      Then the module refuses the command
      And the module reports no +HTTPCGET
      And the origin received nothing

    @id:HTTPCGET/url/cleared @HTTPCGET @R-HTTPCGET-06
    Scenario: With an empty URL the command fails again once the configured one is cleared
      Given the module has the configured URL "${origin}/anything/stale"
      And the module has done AT+HTTPCGET=""
      And the module has no configured URL
      When I send AT+HTTPCGET=""
      Then the module refuses the command
      And the origin received nothing

    @id:HTTPGETSIZE/url/configured @HTTPGETSIZE @R-HTTPGETSIZE-06
    Scenario: With an empty URL the configured resource is measured
      Given the module has the configured URL "${origin}/bytes/777"
      When I send AT+HTTPGETSIZE=""
      Then the module reports +HTTPGETSIZE with size 777
      And the module answers OK
      And the origin received 1 request with
        | target | /bytes/777 |

    @id:HTTPGETSIZE/url/nowhere @HTTPGETSIZE @R-HTTPGETSIZE-06
    Scenario: With an empty URL and nothing configured the command fails
      Given the module has no configured URL
      When I send AT+HTTPGETSIZE=""
      Then the module refuses the command
      And the module reports no +HTTPGETSIZE
      And the origin received nothing

    @id:HTTPGETSIZE/url/cleared @HTTPGETSIZE @R-HTTPGETSIZE-06
    Scenario: With an empty URL the command fails again once the configured one is cleared
      Given the module has the configured URL "${origin}/bytes/777"
      And the module has done AT+HTTPGETSIZE=""
      And the module has no configured URL
      When I send AT+HTTPGETSIZE=""
      Then the module refuses the command
      And the origin received nothing

    @id:HTTPCLIENT/url/configured @HTTPCLIENT @R-HTTPCLIENT-07
    Scenario Outline: With an empty URL a <method> goes to the configured one
      Given the module has the configured URL "${origin}/anything/configured?by=AT+HTTPURLCFG"
      When I send AT+HTTPCLIENT=<opt>,0,"",,,1<data>
      Then the module answers OK
      And the origin received one <method> to /anything/configured?by=AT+HTTPURLCFG

      Examples:
        | id   | opt | method | data   |
        | get  | 2   | GET    |        |
        | post | 3   | POST   | ,"a=1" |

    @id:HTTPCLIENT/url/nowhere @HTTPCLIENT @R-HTTPCLIENT-08
    Scenario: An empty URL with nothing configured fails
      Given the module has no configured URL
      When I send AT+HTTPCLIENT=2,0,"",,,1
      Then the module refuses the command
      And the origin received nothing

    @id:HTTPCLIENT/url/cleared @HTTPCLIENT @R-HTTPCLIENT-08
    Scenario: An empty URL fails again once the configured one is cleared
      Given the module has the configured URL "${origin}/anything/stale"
      And the module has done AT+HTTPCLIENT=2,0,"",,,1
      And the module has no configured URL
      When I send AT+HTTPCLIENT=2,0,"",,,1
      Then the module refuses the command
      And the origin received nothing

    @id:HTTPCLIENT/url/empty-with-host-and-path @HTTPCLIENT
    Scenario: Whether host and path make up for an empty URL is written down
      Given the module has no configured URL
      And the module has done AT+HTTPCGET="${origin}/get"
      And I keep the header Host that the origin received as authority
      When I send AT+HTTPCLIENT=2,0,"","${authority}","/anything/host-and-path",1
      Then I record the final [Q-02]
      And I record what the origin received [Q-02]

    @id:HTTPCLIENT/url/empty-with-everything @HTTPCLIENT
    Scenario: Which of configured URL and host with path an empty URL means is written down
      Given the module has the configured URL "${origin}/anything/configured"
      And the module has done AT+HTTPCGET="${origin}/get"
      And I keep the header Host that the origin received as authority
      When I send AT+HTTPCLIENT=2,0,"","${authority}","/anything/host-and-path",1
      Then I record the final [Q-01]
      And I record what the origin received [Q-01]

    @id:HTTPCLIENT/line-length/url @HTTPCLIENT @R-HTTPCLIENT-19
    Scenario: A URL that makes the line too long is refused, and works through AT+HTTPURLCFG
      Given the variable target holds 260 bytes beginning with "/anything/"
      When I send AT+HTTPCLIENT=2,0,"${origin}${target}",,,1
      Then the module refuses the command
      And the origin received nothing
      Given the module has the configured URL "${origin}${target}"
      When I send AT+HTTPCLIENT=2,0,"",,,1
      Then the module answers OK
      And the origin received one GET to ${target}

    @id:HTTPCPOST/url/configured @HTTPCPOST @R-HTTPCPOST-17
    Scenario: An empty URL means the configured one
      Given the module has the configured URL "${origin}/anything/configured?by=AT+HTTPURLCFG"
      When I send AT+HTTPCPOST="",5
      And I enter "hello" at the prompt
      Then the module answers SEND OK
      And the origin received one POST to /anything/configured?by=AT+HTTPURLCFG with
        | body | "hello" |

    @id:HTTPCPOST/url/own @HTTPCPOST @R-HTTPCPOST-17
    Scenario: A URL of its own goes before the configured one
      Given the module has the configured URL "${origin}/anything/configured"
      When I send AT+HTTPCPOST="${origin}/anything/own?a=1&b=2",5
      And I enter "hello" at the prompt
      Then the module answers SEND OK
      And the origin received one POST to /anything/own?a=1&b=2 with
        | body | "hello" |

    @id:HTTPCPOST/url/unusable @HTTPCPOST
    Scenario Outline: Whether <what> fails before the prompt or behind the data is written down
      Given the module has no configured URL
      When I send AT+HTTPCPOST="<url>",2
      Then I record whether the module prompts [R-HTTPCPOST-21]
      # Completes the data phase where there is one.
      When I write the bytes "ok"
      Then the module answers an error within 40 s [R-HTTPCPOST-21]
      And the origin received nothing [R-HTTPCPOST-21]

      Examples:
        | id      | what                      | url         |
        | no-url  | a text that is no URL     | not a url   |
        | scheme  | a scheme that is not HTTP | ftp://a.b/c |
        | nowhere | an empty URL and none set |             |

    @id:HTTPCPUT/url/configured @HTTPCPUT @R-HTTPCPUT-17
    Scenario: An empty URL means the configured one
      Given the module has the configured URL "${origin}/anything/configured?by=AT+HTTPURLCFG"
      When I send AT+HTTPCPUT="",5
      And I enter "hello" at the prompt
      Then the module answers SEND OK
      And the origin received one PUT to /anything/configured?by=AT+HTTPURLCFG with
        | body | "hello" |

    @id:HTTPCPUT/url/own @HTTPCPUT @R-HTTPCPUT-17
    Scenario: A URL of its own goes before the configured one
      Given the module has the configured URL "${origin}/anything/configured"
      When I send AT+HTTPCPUT="${origin}/anything/own?a=1&b=2",5
      And I enter "hello" at the prompt
      Then the module answers SEND OK
      And the origin received one PUT to /anything/own?a=1&b=2 with
        | body | "hello" |

    @id:HTTPCPUT/url/unusable @HTTPCPUT
    Scenario Outline: Whether <what> fails before the prompt or behind the data is written down
      Given the module has no configured URL
      When I send AT+HTTPCPUT="<url>",2
      Then I record whether the module prompts [R-HTTPCPUT-21]
      # Completes the data phase where there is one.
      When I write the bytes "ok"
      Then the module answers an error within 40 s [R-HTTPCPUT-21]
      And the origin received nothing [R-HTTPCPUT-21]

      Examples:
        | id      | what                      | url         |
        | no-url  | a text that is no URL     | not a url   |
        | scheme  | a scheme that is not HTTP | ftp://a.b/c |
        | nowhere | an empty URL and none set |             |

    @id:GEN/configured-url
    Scenario Outline: AT+<command> with an empty URL sends its <method> to the configured one
      Given the module has done AT+HTTPCGET="${origin}/get"
      And I keep the header Host that the origin received as authority
      And the module has the configured URL "${origin}/anything/configured?a=1&b=2"
      When I send AT+<command>=<arguments>
      Then the module answers OK [R-GEN-15]
      And the origin received one <method> to /anything/configured?a=1&b=2 with [R-GEN-15, R-HTTPURLCFG-02]
        | Host | ${authority} |

      Examples:
        | id            | command    | method | arguments         |
        | client-head   | HTTPCLIENT | HEAD   | 1,0,"",,,1        |
        | client-get    | HTTPCLIENT | GET    | 2,0,"",,,1        |
        | client-post   | HTTPCLIENT | POST   | 3,0,"",,,1,"a=1"  |
        | client-put    | HTTPCLIENT | PUT    | 4,0,"",,,1        |
        | client-delete | HTTPCLIENT | DELETE | 5,0,"",,,1        |
        | cget          | HTTPCGET   | GET    | ""                |
        | cget-options  | HTTPCGET   | GET    | "",1024,1024,2000 |

    @id:GEN/configured-url/size
    Scenario: AT+HTTPGETSIZE with an empty URL tells the size of the configured resource
      Given the module has the configured URL "${origin}/bytes/4711"
      When I send AT+HTTPGETSIZE=""
      Then the module reports +HTTPGETSIZE with size 4711 [R-GEN-15]
      And the module answers OK [R-GEN-15]
      And the origin received 1 request with [R-GEN-15, R-HTTPURLCFG-02]
        | target | /bytes/4711 |

    @id:GEN/configured-url/data
    Scenario Outline: AT+<command> with an empty URL sends its data to the configured one
      Given the module has done AT+HTTPCGET="${origin}/get"
      And I keep the header Host that the origin received as authority
      And the module has the configured URL "${origin}/anything/configured?a=1&b=2"
      When I send AT+<command>="",5
      And I enter "hello" at the prompt
      Then the module answers SEND OK [R-GEN-15]
      And the origin received one <method> to /anything/configured?a=1&b=2 with [R-GEN-15, R-HTTPURLCFG-02]
        | Host | ${authority} |
        | body | "hello"      |

      Examples:
        | id    | command   | method |
        | cpost | HTTPCPOST | POST   |
        | cput  | HTTPCPUT  | PUT    |

    @id:GEN/tls/configured @R-GEN-16
    Scenario: A configured https URL is asked over TLS
      Given the module has the configured URL "${origin_https}/anything/configured"
      When I send AT+HTTPCGET=""
      Then the module answers OK
      And the origin received one GET to /anything/configured with
        | tls | yes |

  Rule: A configured header wins over one on the command line

    @id:HTTPCHEAD/wins/client @HTTPCHEAD
    Scenario Outline: The configured header replaces the one of the same name in a <method> of AT+HTTPCLIENT
      Given the module has the configured header "X-Key: configured"
      When I send AT+HTTPCLIENT=<opt>,0,"${origin}/anything/wins",,,1<data>,"X-Key: inline"
      Then the module answers OK [R-HTTPCHEAD-06]
      And the origin received one <method> to /anything/wins with [R-HTTPCHEAD-06]
        | X-Key | configured |

      Examples:
        | id     | opt | method | data   |
        | head   | 1   | HEAD   |        |
        | get    | 2   | GET    |        |
        | post   | 3   | POST   | ,"a=1" |
        | put    | 4   | PUT    |        |
        | delete | 5   | DELETE |        |

    @id:HTTPCHEAD/wins/data @HTTPCHEAD
    Scenario Outline: The configured header replaces the one of the same name in AT+<command>
      Given the module has the configured header "X-Key: configured"
      When I send AT+<command>="${origin}/anything/wins",5,1,"X-Key: inline"
      And I enter "hello" at the prompt
      Then the module answers SEND OK [R-HTTPCHEAD-06]
      And the origin received one <method> to /anything/wins with [R-HTTPCHEAD-06]
        | X-Key | configured |

      Examples:
        | id   | command   | method |
        | post | HTTPCPOST | POST   |
        | put  | HTTPCPUT  | PUT    |

    @id:HTTPCLIENT/header/configured-wins @HTTPCLIENT @R-HTTPCLIENT-20
    Scenario Outline: A configured header replaces the one of the same name in a <method>
      Given the module has the configured header "X-Key: configured"
      When I send AT+HTTPCLIENT=<opt>,0,"${origin}/anything/wins",,,1<data>,"X-Before: 1","X-Key: inline","X-Behind: 2"
      Then the module answers OK
      And the origin received one <method> to /anything/wins with
        | X-Key    | configured |
        | X-Before | 1          |
        | X-Behind | 2          |

      Examples:
        | id   | opt | method | data   |
        | get  | 2   | GET    |        |
        | post | 3   | POST   | ,"a=1" |

    @id:HTTPCPOST/header/configured-wins @HTTPCPOST
    Scenario Outline: A configured header replaces <what> of the command line
      Given the module has the configured header "<configured>"
      When I send AT+HTTPCPOST="${origin}/post",2,3,"X-Before: 1","<inline>","X-Behind: 2"
      And I enter "ok" at the prompt
      Then the module answers SEND OK [R-HTTPCPOST-18]
      And the origin received one POST to /post with [R-HTTPCPOST-18, R-HTTPCHEAD-06]
        | <name>   | <value> |
        | X-Before | 1       |
        | X-Behind | 2       |

      Examples:
        | id           | what                     | configured               | inline                         | name         | value      |
        | own-name     | the one of the same name | X-Key: configured        | X-Key: inline                  | X-Key        | configured |
        | content-type | the Content-Type         | Content-Type: text/plain | Content-Type: application/json | Content-Type | text/plain |

    @id:HTTPCPUT/header/configured-wins @HTTPCPUT
    Scenario Outline: A configured header replaces <what> of the command line
      Given the module has the configured header "<configured>"
      When I send AT+HTTPCPUT="${origin}/put",2,3,"X-Before: 1","<inline>","X-Behind: 2"
      And I enter "ok" at the prompt
      Then the module answers SEND OK [R-HTTPCPUT-18]
      And the origin received one PUT to /put with [R-HTTPCPUT-18, R-HTTPCHEAD-06]
        | <name>   | <value> |
        | X-Before | 1       |
        | X-Behind | 2       |

      Examples:
        | id           | what                     | configured               | inline                         | name         | value      |
        | own-name     | the one of the same name | X-Key: configured        | X-Key: inline                  | X-Key        | configured |
        | content-type | the Content-Type         | Content-Type: text/plain | Content-Type: application/json | Content-Type | text/plain |

  Rule: What happens to the configuration over a reset is written down

    @id:HTTPCHEAD/reset @HTTPCHEAD @destructive
    Scenario: Whether configured headers survive a reset is written down
      Given the module has the configured header "X-Kept: 1"
      When I reset the module
      And I send AT+HTTPCHEAD?
      Then I record the lines of the answer [Q-31]
      And I record the final [Q-31]

    @id:HTTPURLCFG/reset @HTTPURLCFG @destructive
    Scenario: Whether the configured URL survives a reset is written down
      Given the module has the configured URL "http://host/kept"
      When I reset the module
      And I send AT+HTTPURLCFG?
      Then I record the lines of the answer [R-HTTPURLCFG-13, Q-31]
      And I record the final [R-HTTPURLCFG-13, Q-31]
