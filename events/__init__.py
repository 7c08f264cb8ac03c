"""The calendar: schedules, changes, dates, feeds and embeds."""
