"""The invented office: a whole book of invented people, for trying the program and for measuring it."""

from desktop.services.demo.making import Demo, make_demo

__all__ = ["Demo", "make_demo"]
