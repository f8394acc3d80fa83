"""The use cases: each file tells one story, and passes frozen values between rooms that do not know each other."""
