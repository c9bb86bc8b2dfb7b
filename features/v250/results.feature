Feature: Echo and results

  Rule: The echo

    @id:V250/echo/switch
    Scenario: The echo goes on and off, from the line after the switch on
      When I send ATE1
      Then the module answers OK [R-V250-26]
      When I send ATS4?
      Then the module answers the line "010" [R-V250-26]
      And the module answers OK [R-V250-26]
      When I send ATE0
      Then the module answers OK [R-V250-26]
      When I send ATS3?
      Then the module answers the line "013" [R-V250-26]
      And the module answers OK [R-V250-26]

    @id:V250/echo/missing-number @R-V250-14
    Scenario: E without a number switches the echo off
      Given the module has done ATE1
      When I send ATE
      Then the module answers OK
      When I send AT
      Then the module answers OK

    @id:V250/echo/refused @R-V250-26
    Scenario: No other number is taken
      When I send ATE2
      Then the module answers ERROR
      When I send ATS4?
      Then the module answers the line "010"
      And the module answers OK

  Rule: Results in numbers

    @id:V250/numeric/right-and-wrong @R-V250-27
    Scenario: The line that asks for numbers has one itself, and right and wrong have theirs
      When I send ATV0
      Then the module answers "0"
      When I send AT
      Then the module answers "0"
      When I send ATE2
      Then the module answers "4"
      And nothing arrives for 200 ms

    @id:V250/numeric/missing-number @R-V250-14
    Scenario: V without a number asks for numbers
      When I send ATV
      Then the module answers "0"
      When I send AT
      Then the module answers "0"

    @id:V250/numeric/information @R-V250-28
    Scenario: Information is still text
      Given the module has done ATV0
      When I send ATS3?
      Then the module answers the line "013"
      And the module answers "0"
      When I send AT+FCLASS?
      Then the module answers the line "0"
      And the module answers "0"

    @id:V250/numeric/echoed @R-V250-27
    Scenario: With the echo on too a number follows
      Given the module echoes commands
      When I send ATV0
      Then the module answers "0"
      When I send ATE2
      Then the module answers "4"

    @id:V250/numeric/in-one-line @R-V250-27
    Scenario: Numbers hold for the whole line that asks for them
      When I send ATS4?V0
      Then the module answers the line "010"
      And the module answers "0"

    @id:V250/verbose/again @R-V250-29
    Scenario: Words again
      Given the module has done ATV0
      When I send ATV1
      Then the module answers OK
      When I send AT
      Then the module answers OK
      When I send ATE2
      Then the module answers ERROR

    @id:V250/verbose/refused @R-V250-29
    Scenario: No other number is taken, and the form stays
      When I send ATV2
      Then the module answers ERROR
      When I send AT
      Then the module answers OK

  Rule: No results at all

    @id:V250/quiet/right-and-wrong @R-V250-30
    Scenario: Neither the line that asks for it nor any after it has a result
      When I send ATQ1
      Then nothing arrives for 400 ms
      When I send AT
      Then nothing arrives for 400 ms
      When I send ATE2
      Then nothing arrives for 400 ms
      When I send ATQ0
      Then the module answers OK

    @id:V250/quiet/done @R-V250-30
    Scenario: What is asked for is done all the same
      When I send ATQ1S0=44
      Then nothing arrives for 400 ms
      When I send ATQ0S0?
      Then the module answers the line "044"
      And the module answers OK

    @id:V250/quiet/information @R-V250-31
    Scenario: Information comes without results too
      When I send ATQ1
      And I send ATS4?
      Then the module answers the line "010"
      And nothing arrives for 300 ms
      When I send ATQ0
      Then the module answers OK

    @id:V250/quiet/numbers @R-V250-30
    Scenario: Numbers are silenced as words are
      When I send ATQ1V0
      Then nothing arrives for 400 ms
      When I send AT
      Then nothing arrives for 400 ms
      When I send ATQ0
      Then the module answers "0"

    @id:V250/results/again @R-V250-32
    Scenario Outline: Results come again after <line>
      Given I send ATQ1
      And nothing arrives for 300 ms
      When I send <line>
      Then the module answers OK
      When I send ATE2
      Then the module answers ERROR

      Examples:
        | id     | line |
        | zero   | ATQ0 |
        | number | ATQ  |

    @id:V250/results/refused @R-V250-32
    Scenario: No other number is taken, and results stay
      When I send ATQ2
      Then the module answers ERROR
      When I send AT
      Then the module answers OK
