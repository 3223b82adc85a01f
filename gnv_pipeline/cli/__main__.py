"""`python -m gnv_pipeline.cli`: the same as `gnv`, where scripts may not be run."""

from gnv_pipeline.cli.app import main

main()
