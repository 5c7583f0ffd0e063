"""Everything that a report is made from, as one checksum: equal inputs give an equal report."""

from __future__ import annotations

import hashlib
import json

from ckmreport.fleet.plan import Job
from ckmreport.report.freshness.books import data_inputs
from ckmreport.report.freshness.filehashes import FileHashes
from ckmreport.report.freshness.inputs import Inputs


def inputs_of(job: Job, common: Inputs, hashes: FileHashes) -> str:
    """Compute the checksum of the inputs of one report.

    Args:
        job: the report.
        common: what all reports share: the inputs of program and project.
        hashes: the checksums of files.
    """
    inputs = {**common, **data_inputs(job.data, job.wave, hashes)}
    return hashlib.sha256(json.dumps(inputs, sort_keys=True).encode("utf-8")).hexdigest()
