"""What takes time at a size far beyond one county: made-up cases and the measuring of them."""
