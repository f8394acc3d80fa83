"""Speed, as ratios measured in one run against what one would do without us: `make bench`."""
