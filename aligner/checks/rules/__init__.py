"""The rules, one module each; ``aligner.checks.table`` lists them."""
