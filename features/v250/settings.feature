Feature: Settings and their defaults

  Rule: S-parameters

    @id:V250/registers/round-trip @R-V250-20
    Scenario Outline: A value is kept (<value>)
      When I send ATS0=<value>
      Then the module answers OK
      When I send ATS0?
      Then the module answers the line "<read>"
      And the module answers OK
      When I send AT
      Then the module answers OK
      When I send ATS0?
      Then the module answers the line "<read>"

      Examples:
        | id     | value | read |
        | min    | 0     | 000  |
        | one    | 1     | 001  |
        | inside | 77    | 077  |
        | max    | 255   | 255  |

    @id:V250/registers/above-max @R-V250-21
    Scenario Outline: <value> is refused and changes nothing
      Given the module has done ATS0=7
      When I send ATS0=<value>
      Then the module answers ERROR
      When I send ATS0?
      Then the module answers the line "007"

      Examples:
        | id    | value |
        | next  | 256   |
        | wraps | 263   |
        | large | 99999 |

    @id:V250/registers/without-value @R-V250-22
    Scenario: What a missing value does is as the profile says
      Given the module has done ATS0=7
      When I send ATS0=S0?
      Then the module answers the line "000"
      And the module answers OK

    @id:V250/registers/alone @R-V250-23
    Scenario Outline: <line> names no S-parameter and is refused
      When I send <line>
      Then the module answers ERROR

      Examples:
        | id        | line     |
        | read      | ATS999?  |
        | unused    | ATS99?   |
        | set       | ATS99=4  |

  Rule: Defaults

    @id:V250/defaults/factory @R-V250-34
    Scenario: The factory settings bring back S-parameters, the echo and words
      Given the module has done ATS0=9
      And the module has done ATV0
      When I send AT&F
      Then the module answers OK
      When I send ATS0?
      Then the module answers the line "000"
      And the module answers OK

    @id:V250/defaults/reset @R-V250-35
    Scenario Outline: <line> brings back S-parameters and words
      Given the module has done ATS0=9
      And the module has done ATV0
      When I send <line>
      Then the module answers OK
      When I send ATS0?
      Then the module answers the line "000"
      And the module answers OK

      Examples:
        | id     | line |
        | bare   | ATZ  |
        | number | ATZ0 |

    @id:V250/defaults/results @R-V250-34
    Scenario: The factory settings bring back results
      Given I send ATQ1
      And nothing arrives for 300 ms
      When I send AT&F
      Then the module answers OK
      When I send AT
      Then the module answers OK
