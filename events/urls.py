"""The addresses of this app: `urlpatterns` for machines, `page_urlpatterns` for people, below each language."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
page_urlpatterns: list[URLPattern] = []
