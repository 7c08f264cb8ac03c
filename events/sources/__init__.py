"""Items of others, read again and again and shown as theirs: a calendar, a feed, the pages of a site, another Agorà.

`reading` asks a source in its own way and returns items (no database, so that several can be asked at once);
`taking` lays them beside what is here and writes what differs; `sameness` says what is told twice, `twins` finds it,
`pairing` says what becomes of it; `refreshing` says when, and what happens when a source fails; `admin` asks, shows
and lets editors correct.
"""
