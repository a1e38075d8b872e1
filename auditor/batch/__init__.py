"""Many articles from one file or folder, one row each in another: on this machine or on many.

    rows.py      one article of the input
    inputs.py    folders, JSON Lines and Parquet, cut into chunks that can be read one by one
    audits.py    a chunk of rows becomes rows of results
    outputs.py   results as JSON Lines or Parquet, whole or not at all
    run.py       one run in this process
    on_ray.py    the same on the workers of Ray

A chunk is the same wherever it is audited, so that the results are too. Parquet needs the extra
`auditor[parquet]`, Ray `auditor[ray]`.
"""
