"""Dates as claims with proof: stamps, event days, and the evidence for their year."""
