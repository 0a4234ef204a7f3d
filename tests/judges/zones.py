"""Reads the zones of calendars with python3-icalendar, and prints where they differ from the offsets of a table."""

import json
import sys
from datetime import datetime, timedelta, timezone

import icalendar

faults = []
for case in json.load(open(sys.argv[1], encoding='utf-8')):
    zone = icalendar.Calendar.from_ical(case['text']).walk('VTIMEZONE')[0].to_tz()
    for moment, minutes in case['offsets']:
        shown = datetime.fromtimestamp(moment / 1000, timezone.utc).astimezone(zone)
        if shown.utcoffset() != timedelta(minutes=minutes):
            faults.append([case['zone'], shown.isoformat(), minutes])
            break
print(json.dumps(faults))
