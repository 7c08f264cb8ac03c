"""Organisations and services for service directories: HSDS 3.1 (https://docs.openreferral.org/en/3.1/).

Made of the items of the platform's API, so that nothing is told here that is not public there. A lab with its open door
and each activity is a service; lab and activities of one lab share a program. Of contacts only the role is told.
"""
