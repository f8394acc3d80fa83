"""What flows through the house: frozen values, no behaviour that touches the outside."""
