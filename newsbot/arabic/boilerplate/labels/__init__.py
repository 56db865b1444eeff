"""Lines that are labels: of links, buttons, keywords, alone or with what they label."""
