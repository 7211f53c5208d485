"""Jobs: reports that build themselves, period by period, unattended."""

from presseschau.jobs.jobs_file import WrongJobs, check_parameters_of, read_jobs
from presseschau.jobs.orders import Job, Jobs, Series, series_of

__all__ = ["Job", "Jobs", "Series", "WrongJobs", "check_parameters_of", "read_jobs", "series_of"]
