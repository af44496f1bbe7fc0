"""What a reader typed -> plan -> ranked stories. QUERY.md is the contract."""
