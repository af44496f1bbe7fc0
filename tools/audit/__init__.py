"""Lighthouse, html-validate and vnu over a built site."""
