"""What goes with the papers when they are sent."""
