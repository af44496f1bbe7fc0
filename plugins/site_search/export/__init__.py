"""The index as files for browsers. FORMAT.md is the contract."""
