"""The place of the meetings: bodies that meet, who is considered, votes, rounds, numbers of papers, register books."""
