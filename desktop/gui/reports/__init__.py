"""The place of reports: the page that will be printed, its figures with the people behind them, what becomes of it."""
