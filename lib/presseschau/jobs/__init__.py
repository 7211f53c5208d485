"""Jobs: reports that build themselves, period by period, unattended."""

from presseschau.jobs.jobs_file import WrongJobs, check_parameters_of, read_jobs
from presseschau.jobs.orders import Job, Jobs, Keep, Series, series_of

__all__ = [
    "Job",
    "Jobs",
    "Keep",
    "Series",
    "WrongJobs",
    "check_parameters_of",
    "read_jobs",
    "series_of",
]
