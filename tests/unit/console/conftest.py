"""The console is built before its tests are collected: they read what is served."""

from tools.console import build_console

build_console()
