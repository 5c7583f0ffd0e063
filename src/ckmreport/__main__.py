"""`python -m ckmreport` is the command `ckm`."""

from ckmreport.cli.main import run

if __name__ == "__main__":
    run()
