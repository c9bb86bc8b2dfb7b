@HTTPGETSIZE
Feature: AT+HTTPGETSIZE tells how large a resource is

  The size is printed as +HTTPGETSIZE:<size>; nothing of the resource itself comes over the port.

  Rule: One size, and nothing else

    @id:HTTPGETSIZE/manual
    Scenario: The example of the manual, with our own host in the URL
      Given the origin answers the next request with 3870 random bytes named "bdlogo.gif"
      When I send AT+HTTPGETSIZE="${origin}/img/bdlogo.gif"
      Then the module reports +HTTPGETSIZE with size 3870 [R-HTTPGETSIZE-01]
      And the module answers OK [R-HTTPGETSIZE-01]

    @id:HTTPGETSIZE/size/no-body @R-HTTPGETSIZE-08
    Scenario: The size is printed once, and no byte of the body
      Given the origin answers the next request with "THE BODY THAT NOBODY ASKED FOR"
      When I send AT+HTTPGETSIZE="${origin}/anything/body"
      Then the next line is "+HTTPGETSIZE:30"
      And the module reports +HTTPGETSIZE once
      And no line of the answer is /.*BODY.*/
      And the module answers OK
      And nothing arrives for 300 ms

    @id:HTTPGETSIZE/size/empty @R-HTTPGETSIZE-09
    Scenario: The size of an empty resource is 0
      Given the origin answers the next request with ""
      When I send AT+HTTPGETSIZE="${origin}/anything/empty"
      Then the module reports +HTTPGETSIZE with size 0
      And the module reports +HTTPGETSIZE once
      And the module answers OK

    @id:HTTPGETSIZE/url/target @R-HTTPGETSIZE-01
    Scenario Outline: The size of <target> is asked for with one request
      Given the origin answers the next request with "0123456789"
      When I send AT+HTTPGETSIZE="${origin}<path>"
      Then the module reports +HTTPGETSIZE with size 10
      And the module answers OK
      And the origin received 1 request with
        | target | <target> |

      Examples:
        | id     | path                     | target                  |
        | path   | /anything/file.bin       | /anything/file.bin      |
        | query  | /anything/file?a=1&b=%20 | /anything/file?a=1&b=%20 |
        | comma  | /anything/a\,b           | /anything/a,b           |

    @id:HTTPGETSIZE/failure @R-HTTPGETSIZE-01
    Scenario: Of a server that refuses the connection no size is told
      When I send AT+HTTPGETSIZE="${closed}/anything"
      Then the module refuses the command
      And the module reports no +HTTPGETSIZE

    @id:HTTPGETSIZE/failure/no-answer @R-HTTPGETSIZE-01
    Scenario Outline: Of a server that <what> without an answer no size is told
      Given the origin answers the next request with
        | end | <end> |
      When I send AT+HTTPGETSIZE="${origin}/anything"
      Then the module refuses the command
      And the module reports no +HTTPGETSIZE

      Examples:
        | id     | what   | end         |
        | reset  | resets | reset       |
        | closed | closes | close-early |

  Rule: The timeout bounds how long the server may be silent

    @id:HTTPGETSIZE/timeout/late-in-time @R-HTTPGETSIZE-05
    Scenario Outline: An answer that comes <after> after the request is in time with <what>
      Given the origin answers the next request with "0123456789" after <after>
      When I send AT+HTTPGETSIZE="${origin}/anything/late"<tail>
      Then the module reports +HTTPGETSIZE with size 10 within 10 s
      And the module answers OK

      Examples:
        | id       | after  | what                 | tail    |
        | default  | 4 s    | the default timeout  |         |
        | explicit | 6500 ms | a timeout of 8000 ms | ,2048,2048,8000 |

  Rule: Where the manual is silent, the answer is written down

    @id:HTTPGETSIZE/open-question/method
    Scenario: With which method the size is asked for
      When I send AT+HTTPGETSIZE="${origin}/bytes/100"
      Then I record what the origin received [R-HTTPGETSIZE-12, Q-07]

    @id:HTTPGETSIZE/open-question/status
    Scenario Outline: What is told of an answer <status>
      Given the origin answers the next request with status <status> and "this page is an error"
      When I send AT+HTTPGETSIZE="${origin}/anything/error"
      Then I record the lines of the answer [R-HTTPGETSIZE-13, Q-07]
      And I record the final [R-HTTPGETSIZE-13, Q-07]

      Examples:
        | id  | status |
        | 404 | 404    |
        | 500 | 500    |

    @id:HTTPGETSIZE/open-question/redirect
    Scenario: Whether a redirect is followed
      Given the origin redirects the next request with status 302 to "${origin}/bytes/4321"
      When I send AT+HTTPGETSIZE="${origin}/anything/moved"
      Then I record the lines of the answer [Q-28]
      And I record what the origin received [Q-28]
