"""What is kept from build to build, and how a build knows that it still holds.

sources.py       files and folders as they are now, by digest
values.py        digests of plain values
kept_apart.py    large parts of values, read when they are asked for
plain_pickle.py  values as bytes that run no code when they are read
store.py         checked pieces of bytes in one file
results.py       jobs that are done only where something they looked at has changed
earlier_site.py  the files of the last site, by what they were made from
spare_site.py    the site before the last, most of whose files stay in place
state.py         all of that for one build, found in the settings
"""
