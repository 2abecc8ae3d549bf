"""What is examined before publishing, and told to the editor."""
