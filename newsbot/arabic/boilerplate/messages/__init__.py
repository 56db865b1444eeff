"""What a site and the parts of its pages say to readers, kind by kind."""
