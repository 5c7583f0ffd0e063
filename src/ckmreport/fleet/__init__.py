"""Many reports: which ones, made on the workers of a cluster, and one page about all of them."""
