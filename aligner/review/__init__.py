"""Correcting an alignment by hand: the model, the file behind it, and the program in the terminal.

``Session`` holds the rows and undoes; ``BitextFile`` opens and saves; ``app`` shows them. Only the
modules that show something import Textual.
"""
