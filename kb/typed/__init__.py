"""What a person typed, on a command line or in a form, and what it means in a store."""
