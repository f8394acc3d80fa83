"""What people drop: is it ours to take, and is it harmless? Nothing is parsed before the gate has said so."""
