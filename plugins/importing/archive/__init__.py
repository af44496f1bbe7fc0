"""Archives of other systems: WordPress exports and folders of HTML pages as stories with their old addresses."""
