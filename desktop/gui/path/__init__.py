"""The upper part of the tab "Quy trình": the path, the next step, what stands in its way."""
