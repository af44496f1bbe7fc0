"""What texts name documents with: one module per form, and what stands beside them: places and dates of issue."""
