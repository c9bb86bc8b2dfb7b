@HTTPCLIENT
Feature: AT+HTTPCLIENT sends one HTTP request of any method

  Method, content type, address, transport, the data of a POST and the request headers all stand on one command line.
  What the answer brings is printed as +HTTPCLIENT:<size>,<data>, and the final result comes last.

  Rule: The URL decides where the request goes

    @id:HTTPCLIENT/url/alone
    Scenario Outline: A URL without host and path behind it goes to <target>
      Given the origin answers the next request with "reached"
      When I send AT+HTTPCLIENT=2,0,"${origin}<path>",<host-and-path>,1
      Then the module answers OK [<rule>]
      And the origin received one GET to <target> [<rule>]
      And the body is "reached" [<rule>]

      Examples:
        | id      | path                              | host-and-path | target                            | rule            |
        | path    | /anything/plain                   | ,             | /anything/plain                   | R-HTTPCLIENT-05 |
        | query   | /anything/query?a=1&b=two%20words | ,             | /anything/query?a=1&b=two%20words | R-HTTPCLIENT-05 |
        | comma   | /anything/a\,b                    | ,             | /anything/a,b                     | R-GEN-04        |
        | no-path |                                   | ,             | /                                 | R-HTTPCLIENT-05 |
        | empty   | /anything/empty                   | "",""         | /anything/empty                   | R-HTTPCLIENT-05 |

    @id:HTTPCLIENT/url/named-host @R-HTTPCLIENT-05
    Scenario: The Host header is that of the URL, port included
      When I send AT+HTTPCLIENT=2,0,"${origin}/anything/host",,,1
      Then the module answers OK
      And the origin received one GET to /anything/host
      # The origin puts the URL together from the Host header and the target that it got.
      And the module reports +HTTPCLIENT with data /.*"url": "${origin}\/anything\/host".*/

    @id:HTTPCLIENT/url/against-host-and-path @R-HTTPCLIENT-06
    Scenario Outline: The URL wins over <what> that name another place
      When I send AT+HTTPCLIENT=2,0,"${origin}/anything/url",<host>,<path>,1
      Then the module answers OK
      And the origin received one GET to /anything/url
      And the module reports +HTTPCLIENT with data /.*"url": "${origin}\/anything\/url".*/

      Examples:
        | id        | what                    | host             | path          |
        | both      | host and path           | "192.0.2.1"      | "/status/500" |
        | host      | a host                  | "192.0.2.1"      |               |
        | path      | a path                  |                  | "/status/500" |
        | same-host | a path of the same host | "${origin_host}" | "/status/500" |

  Rule: opt chooses the method, content-type the media type

    @id:HTTPCLIENT/method @R-HTTPCLIENT-01
    Scenario Outline: The value <opt> of opt sends a <method> request
      When I send AT+HTTPCLIENT=<opt>,0,"${origin}/anything/method",,,1<data>
      Then the module answers OK
      And the origin received one <method> to /anything/method

      Examples:
        | id     | opt | method | data   |
        | head   | 1   | HEAD   |        |
        | get    | 2   | GET    |        |
        | post   | 3   | POST   | ,"a=1" |
        | put    | 4   | PUT    |        |
        | delete | 5   | DELETE |        |

    @id:HTTPCLIENT/content-type @R-HTTPCLIENT-02
    Scenario Outline: A POST with the content type <type> declares <media>
      When I send AT+HTTPCLIENT=3,<type>,"${origin}/post",,,1,"x"
      Then the module answers OK
      And the origin received one POST to /post with
        | Content-Type | <media> |

      Examples:
        | id        | type | media                             |
        | form      | 0    | application/x-www-form-urlencoded |
        | json      | 1    | application/json                  |
        | multipart | 2    | multipart/form-data               |
        | xml       | 3    | text/xml                          |

    @id:HTTPCLIENT/content-type/of-other-methods
    Scenario Outline: What the content type means for a <method> without a body is written down
      When I send AT+HTTPCLIENT=<opt>,1,"${origin}/anything/type",,,1
      Then I record the final [Q-04]
      And the origin received the header Content-Type: application/json [record Q-04]

      Examples:
        | id     | opt | method |
        | get    | 2   | GET    |
        | put    | 4   | PUT    |
        | delete | 5   | DELETE |

    @id:HTTPCLIENT/content-type/omitted
    Scenario: Whether a GET needs a content type at all is written down
      When I send AT+HTTPCLIENT=2,,"${origin}/anything/no-type",,,1
      Then I record the final [Q-04]

    @id:HTTPCLIENT/data/omitted
    Scenario: Whether a POST needs data is written down
      When I send AT+HTTPCLIENT=3,0,"${origin}/post",,,1
      Then I record the final [Q-04]

  Rule: The examples of the manual work as printed, with our own host in the URL

    @id:HTTPCLIENT/manual/head @R-HTTPCLIENT-01
    Scenario: The HEAD example
      When I send AT+HTTPCLIENT=1,0,"${origin}/get","${origin_host}","/get",1
      Then the module answers OK
      And the origin received one HEAD to /get

    @id:HTTPCLIENT/manual/get
    Scenario: The GET example
      When I send AT+HTTPCLIENT=2,0,"${origin}/get","${origin_host}","/get",1
      Then the module answers OK [R-HTTPCLIENT-01]
      And the origin received one GET to /get [R-HTTPCLIENT-01]
      And the body is what the origin served [R-HTTPCLIENT-16]

    @id:HTTPCLIENT/manual/post
    Scenario: The POST example, whose data are 27 bytes
      When I send AT+HTTPCLIENT=3,0,"${origin}/post","${origin_host}","/post",1,"field1=value1&field2=value2"
      Then the module answers OK [R-HTTPCLIENT-01]
      And the origin received one POST to /post with [R-HTTPCLIENT-11]
        | body           | field1=value1&field2=value2 |
        | Content-Length | 27                          |
      And the origin received the header Content-Type: application/x-www-form-urlencoded [R-HTTPCLIENT-02]
      And the body is what the origin served [R-HTTPCLIENT-16]

  Rule: transport_type chooses plain TCP or TLS

    @id:HTTPCLIENT/transport @R-HTTPCLIENT-09
    Scenario Outline: A <method> with the transport type <type> goes <how>
      When I send AT+HTTPCLIENT=<opt>,0,"<origin>/anything/transport",,,<type><data>
      Then the module answers OK
      And the origin received one <method> to /anything/transport with
        | tls        | <tls>   |
        | body bytes | <bytes> |

      Examples:
        | id       | opt | method | origin          | type | data         | how       | tls | bytes |
        | tcp      | 2   | GET    | ${origin}       | 1    |              | over TCP  | no  | 0     |
        | ssl      | 2   | GET    | ${origin_https} | 2    |              | over TLS  | yes | 0     |
        | ssl-post | 3   | POST   | ${origin_https} | 2    | ,"encrypted" | over TLS  | yes | 9     |

  Rule: Only a POST has data; everything behind the transport type of other methods is a header

    @id:HTTPCLIENT/data/none-but-post @R-HTTPCLIENT-13
    Scenario Outline: The text behind the transport type of a <method> is a header and no body
      When I send AT+HTTPCLIENT=<opt>,0,"${origin}/anything/header",,,1,"X-A: 1"
      Then the module answers OK
      And the origin received one <method> to /anything/header with
        | header line | X-A: 1 |
        | body bytes  | 0      |

      Examples:
        | id     | opt | method |
        | head   | 1   | HEAD   |
        | get    | 2   | GET    |
        | put    | 4   | PUT    |
        | delete | 5   | DELETE |

    @id:HTTPCLIENT/header/one @R-HTTPCLIENT-15
    Scenario Outline: The only header of a <method> arrives
      When I send AT+HTTPCLIENT=<opt>,0,"${origin}/anything/one",,,1<data>,"X-Only: one"
      Then the module answers OK
      And the origin received one <method> to /anything/one with
        | X-Only     | one     |
        | body bytes | <bytes> |

      Examples:
        | id   | opt | method | data   | bytes |
        | get  | 2   | GET    |        | 0     |
        | post | 3   | POST   | ,"a=1" | 3     |

    @id:HTTPCLIENT/header/several
    Scenario Outline: <what> arrive, each once and as written
      When I send AT+HTTPCLIENT=<opt>,0,"${origin}/anything/several",,,1<headers>
      Then the module answers OK [<rule>]
      And the origin received the headers <expected> [<rule>]

      Examples:
        | id          | what                     | opt | headers                                                                                 | expected                                                                       | rule            |
        | two         | Two headers              | 2   | ,"X-A: 1","X-B: 2"                                                                      | X-A: 1; X-B: 2                                                                 | R-HTTPCLIENT-14 |
        | behind-data | Two headers behind data  | 3   | ,"d=1","X-A: 1","X-B: 2"                                                                | X-A: 1; X-B: 2; Content-Length: 3                                              | R-HTTPCLIENT-14 |
        | escaped     | Headers with escapes     | 2   | ,"X-List: a\, b\, c","X-Quote: say \"hi\"","X-Back: C:\\\\temp","X-Url: http://h:1/a?b" | X-List: a, b, c; X-Quote: say "hi"; X-Back: C:\\temp; X-Url: http://h:1/a?b    | R-GEN-04        |
        | eight       | Eight headers            | 2   | ,"X-1: a","X-2: b","X-3: c","X-4: d","X-5: e","X-6: f","X-7: g","X-8: h"                | X-1: a; X-2: b; X-3: c; X-4: d; X-5: e; X-6: f; X-7: g; X-8: h                 | R-HTTPCLIENT-14 |

  Rule: More than 256 bytes do not fit on the line

    @id:HTTPCLIENT/line-length/data
    Scenario: Data that make the line too long are refused, and travel with AT+HTTPCPOST
      Given the variable data holds 260 bytes of repeated "field=value&"
      When I send AT+HTTPCLIENT=3,0,"${origin}/post",,,1,"${data}"
      Then the module refuses the command [R-HTTPCLIENT-19]
      And the origin received nothing [R-HTTPCLIENT-19]
      When I send AT+HTTPCPOST="${origin}/post",260
      And I enter "${data}" at the prompt
      Then the module answers SEND OK [R-HTTPCPOST-03]
      And the origin received one POST to /post with [R-HTTPCPOST-03]
        | body as entered | yes |
        | body bytes      | 260 |

  Rule: Redirects are not followed

    @id:HTTPCLIENT/redirect @R-HTTPCLIENT-12
    Scenario Outline: A <method> that is answered <status> stays where it is (<where>)
      Given the origin redirects the next request with status <status> to "<location>"
      When I send AT+HTTPCLIENT=<opt>,0,"${origin}/anything/moved",,,1<data>
      Then the module answers any final
      And the origin received one <method> to /anything/moved
      And nothing arrives for 200 ms
      And the origin received 1 request in this scenario

      Examples:
        | id            | status | opt | method | data   | where             | location                    |
        | 301           | 301    | 2   | GET    |        | absolute location | ${origin}/anything/followed |
        | 302           | 302    | 2   | GET    |        | absolute location | ${origin}/anything/followed |
        | 302-relative  | 302    | 2   | GET    |        | relative location | /anything/followed          |
        | 301-head      | 301    | 1   | HEAD   |        | absolute location | ${origin}/anything/followed |
        | 302-post      | 302    | 3   | POST   | ,"a=1" | absolute location | ${origin}/anything/followed |

  Rule: The body of the answer comes whole, and the final result last

    @id:HTTPCLIENT/body/none @R-HTTPCLIENT-17
    Scenario Outline: An answer without a body prints nothing (<what>)
      Given the origin answers the next request with status <status>
      When I send AT+HTTPCLIENT=<opt>,0,"${origin}/anything/empty",,,1
      Then the module answers OK
      And the module reports no +HTTPCLIENT

      Examples:
        | id     | what             | status | opt |
        | 200    | Content-Length 0 | 200    | 2   |
        | 204    | No Content       | 204    | 2   |
        | delete | a DELETE         | 204    | 5   |

    @id:HTTPCLIENT/body/final-last @R-HTTPCLIENT-21
    Scenario: No part of a body that comes slowly is printed behind the final result
      Given the origin trickles 6000 random bytes named "slow" to the next request, 1500 bytes every 200 ms
      When I send AT+HTTPCLIENT=2,0,"${origin}/anything/slow",,,1
      Then the body is what the origin served within 10 s
      And the module answers OK
      And the answer took at least 700 ms
      And nothing arrives for 300 ms

    @id:HTTPCLIENT/body/ended-by-length @R-HTTPCLIENT-16
    Scenario: The declared length ends the body, though the connection stays open
      Given the origin falls silent after 5 bytes of "whole"
      When I send AT+HTTPCLIENT=2,0,"${origin}/anything/open",,,1
      Then the module answers OK
      And the body is "whole"
      And the answer took at most 2 s

    @id:HTTPCLIENT/body/framing
    Scenario: How the sizes of a long body are told is written down
      Given the origin answers the next request with 5000 random bytes named "framing"
      When I send AT+HTTPCLIENT=2,0,"${origin}/anything/framing",,,1
      Then I record the body [Q-05]
      And I record the lines of the answer [Q-05]

    @id:HTTPCLIENT/head/open-question
    Scenario: What a HEAD request prints is written down
      Given the origin answers the next request with
        | X-One | first      |
        | body  | never sent |
      When I send AT+HTTPCLIENT=1,0,"${origin}/anything/head",,,1
      Then I record the final [Q-06]
      And I record the lines of the answer [Q-06]
      And I record the body [Q-06]

  Rule: A server that cannot be used ends the command with an error

    @id:HTTPCLIENT/failure/refused @R-HTTPCLIENT-25
    Scenario Outline: A <method> to a port that nobody listens on fails
      When I send AT+HTTPCLIENT=<opt>,0,"${closed}/anything",,,1<data>
      Then the module refuses the command within 40 s
      And the module reports no +HTTPCLIENT

      Examples:
        | id   | opt | method | data   |
        | get  | 2   | GET    |        |
        | post | 3   | POST   | ,"a=1" |

    @id:HTTPCLIENT/failure/broken-off @R-HTTPCLIENT-25
    Scenario Outline: A connection that the server <what> fails, after one attempt
      Given the origin answers the next request with
        | end      | <end>      |
        | at bytes | <at>       |
        | body     | 0123456789 |
      When I send AT+HTTPCLIENT=2,0,"${origin}/anything/broken",,,1
      Then the module refuses the command within 40 s
      And no block has more than <at> bytes
      And the origin received one GET to /anything/broken

      Examples:
        | id              | what                            | end         | at |
        | reset-in-body   | resets inside the body          | reset       | 4  |
        | reset-at-body   | resets behind the head          | reset       | 0  |
        | closed-in-body  | closes one byte before the end  | close-early | 9  |

    @id:HTTPCLIENT/failure/no-answer @R-HTTPCLIENT-25
    Scenario Outline: A connection that the server <what> without any answer fails
      Given the origin answers the next request with
        | end | <end> |
      When I send AT+HTTPCLIENT=2,0,"${origin}/anything/broken",,,1
      Then the module refuses the command within 40 s
      And the module reports no +HTTPCLIENT
      And the origin received one GET to /anything/broken

      Examples:
        | id     | what   | end         |
        | reset  | resets | reset       |
        | closed | closes | close-early |
