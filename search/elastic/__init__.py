"""Elasticsearch 9 beside the database: a copy of the entries that answers the search where `SEARCH_URL` names one."""
