"""Sheets as their programmes show them: cells with spans, formats and marks; what is hidden stays out."""
