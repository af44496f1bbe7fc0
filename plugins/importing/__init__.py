"""Brings in what was written elsewhere: documents of Word, exports of WordPress, folders of HTML pages."""
