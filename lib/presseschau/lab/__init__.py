"""By hand in JupyterLab: explore, edit, gather. What runs unattended lives in jobs."""
