"""The bundled demo site: an invented Arabic newspaper, served over loopback HTTP.

Its pages have the markup of the ZoxPress theme for WordPress. Each story is written
by hand as truth first, then as the page that disfigures it, so that a whole crawl
can be compared with what a faithful reader would have recorded.

This room knows nothing of the crawler: it imports no other part of newsbot.
"""

HOST = "alwaha.example"
"""Host of every address of the demo site, whatever port its server listens on."""
