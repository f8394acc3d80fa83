"""What the texts ask, as small pure functions: no clock, no disk, no register. Each rule names its text."""
