"""Speed and memory, each as a ratio against something measured in the same run on the same machine.

`make bench` runs all and writes docs/benchmarks.json and docs/benchmarks.svg; `python -m benchmarks NAME …` some.
"""
