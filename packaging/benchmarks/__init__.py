"""What `bench.py` measures; needs the installed program."""
