"""Reads calendars with python3-icalendar and python3-vobject, and prints what each of them found, as JSON."""

import json
import sys
from datetime import datetime, timezone


def moment(value):
    if value is None:
        return None
    if isinstance(value, datetime):
        return value.astimezone(timezone.utc).strftime('%Y-%m-%dT%H:%M:%SZ')
    return value.isoformat()


def icalendar_found(text):
    import icalendar

    calendar = icalendar.Calendar.from_ical(text)
    events = calendar.walk('VEVENT')
    return {
        'faults': [str(error) for component in calendar.walk() for error in component.errors],
        'events': [
            [
                str(event['SUMMARY']),
                moment(event['DTSTART'].dt),
                moment(event['DTEND'].dt if 'DTEND' in event else None),
                str(event['STATUS']),
            ]
            for event in events
        ],
        'description': str(events[-1]['DESCRIPTION']),
        'alarms': [str(alarm['TRIGGER'].dt) for alarm in calendar.walk('VALARM')],
    }


def vobject_found(text):
    import vobject

    calendar = vobject.readOne(text)
    calendar.validate(raiseException=True)
    return {
        'faults': [],
        'events': [
            [
                event.summary.value,
                moment(event.dtstart.value),
                moment(event.dtend.value if hasattr(event, 'dtend') else None),
                event.status.value,
            ]
            for event in calendar.vevent_list
        ],
        'description': calendar.vevent_list[-1].description.value,
        'alarms': [str(event.valarm.trigger.value) for event in calendar.vevent_list if hasattr(event, 'valarm')],
    }


def judged(judge, text):
    try:
        return judge(text)
    except ImportError:
        return None


found = []
for name in sys.argv[1:]:
    with open(name, encoding='utf-8', newline='') as file:
        text = file.read()
    found.append({'icalendar': judged(icalendar_found, text), 'vobject': judged(vobject_found, text)})
print(json.dumps(found))
