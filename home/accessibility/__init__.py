"""What the accessibility statement does: takes reports of problems, tells when it is old."""
