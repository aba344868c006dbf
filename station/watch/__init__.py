"""What time does to orders."""
