"""Speed and memory, measured on this machine as ratios: python -m tests.bench [NAME ...]."""
