"""Activities and events brought from elsewhere: a calendar (iCalendar), or a sheet (CSV, XLSX).

`reading` turns a file into `items` (pure: no database), `resolving` finds what an item names among our records,
`verdicts` lays it beside the pages that are here, `writing` takes what was chosen, in one transaction and by the same
pages, schedules and single-date changes as an editor's. `admin` asks and shows. A feed that is read again and again
can use all of it but the last.
"""
