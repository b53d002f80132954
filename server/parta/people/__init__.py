"""Persons of a school, their standings and bonds; claims of accounts on persons."""
