"""What a page states for machines: schema.org in microdata, data of its scripts."""
