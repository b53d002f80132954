"""School classes and groups, enrolment, bindings, transfers, leaving."""
