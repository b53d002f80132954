"""The policy matrix: what is asked (`calls`), of whom and where (`world`), and how the answer is judged (`asking`)."""
