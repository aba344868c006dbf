"""The HTTP service: pushes of channels come in, phones hand in photos of slips; the only room that knows the web.

``server.py`` listens, ``app.py`` says which address does what, ``puller.py`` fetches what pushes only named,
``watchman.py`` does what time asks for.
"""
