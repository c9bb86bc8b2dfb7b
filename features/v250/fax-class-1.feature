@needs:fax_class_1
Feature: Facsimile service class 1

  @id:FCLASS/test/list @R-T31-01
  Scenario: The list of service classes names data and class 1
    When I send AT+FCLASS=?
    Then the module answers the line /\(?0,1(,.*)?\)?/
    And the line /.+/ comes once
    And the module answers OK

  @id:FCLASS/query/default @R-T31-02
  Scenario: Data is in force as long as nothing else was set
    When I send AT+FCLASS?
    Then the module answers the line "0"
    And the line /.+/ comes once
    And the module answers OK

  @id:FCLASS/set/round-trip
  Scenario: Class 1 can be set and left again
    When I send AT+FCLASS=1
    Then the module answers OK [R-T31-03]
    When I send AT+FCLASS?
    Then the module answers the line "1" [R-T31-02, R-T31-03]
    When I send AT+FCLASS=0
    Then the module answers OK [R-T31-03]
    When I send AT+FCLASS?
    Then the module answers the line "0" [R-T31-02, R-T31-03]

  @id:FCLASS/set/refused @R-T31-04
  Scenario Outline: The class <class> is refused and the one in force stays
    Given the module has done AT+FCLASS=1
    When I send AT+FCLASS=<class>
    Then the module answers ERROR
    When I send AT+FCLASS?
    Then the module answers the line "1"

    Examples:
      | id       | class |
      | unlisted | 2     |
      | large    | 99    |
      | negative | -1    |
      | word     | x     |
      | nothing  |       |

  @id:FCLASS/set/returned @R-T31-11
  Scenario Outline: <line> returns to data
    Given the module has done AT+FCLASS=1
    When I send <line>
    Then the module answers OK
    When I send AT+FCLASS?
    Then the module answers the line "0"

    Examples:
      | id      | line |
      | factory | AT&F |
      | reset   | ATZ  |
