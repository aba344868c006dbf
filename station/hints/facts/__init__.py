"""What a supervisor's rule may ask: one file a fact."""
