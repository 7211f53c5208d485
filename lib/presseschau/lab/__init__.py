"""By hand: explore, edit, gather and check. What runs unattended lives in jobs."""
