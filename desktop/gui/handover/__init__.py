"""What goes to the superior, on screen: its Excel file with chosen cells, and the period's hand-over."""
