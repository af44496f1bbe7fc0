"""Publishing: verify a built site and switch the live one to it. Knows the site as files only, whoever made them."""
