"""What one article shows of the datasets: the Markdown extension and its exhibits."""
