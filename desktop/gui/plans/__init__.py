"""The place of plans: quotas with progress, members, villages, surveys, commendations, the calendar of the year."""
