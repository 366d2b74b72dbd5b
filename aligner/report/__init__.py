"""Reports: what the user sees of beads, findings and scores."""
