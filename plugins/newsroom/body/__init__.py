"""The Markdown of a story -> sanitised body: extensions, interviews, notices, figures."""
