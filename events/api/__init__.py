"""The calendar's part of the platform's API: activities, events and their occurrences."""
