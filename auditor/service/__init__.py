"""Audits over HTTP: one engine, one thread that works, a short queue before it. Nothing that is posted is kept.

    limits.py    what a request may take
    posted.py    bytes of a request become an article, a reference and options
    parts.py     the parts of a form that carries files
    watched.py   an engine that can be told to stop
    worker.py    the thread and its queue
    answers.py   reports and errors become answers
    counters.py  what /metrics tells
    app.py       the four addresses
    server.py    sockets, signals, and what is said on standard error

It needs the extra `auditor[serve]`; nothing else of auditor imports what that brings.
"""
