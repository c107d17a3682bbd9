"""Kết Nạp: the offline desktop program of a commune Party office for developing new Party members."""

VERSION = "0.1.0"
