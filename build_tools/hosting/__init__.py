"""How servers are to answer: the headers, declared once, and the files that tell each kind of host of them."""
