"""SQLite as Django knows it, with the threads of one process taking turns to write.

SQLite lets one connection write at a time. The others ask again after pauses that grow, so that under load some wait for
as long as the time limit while later ones pass them by. Here the threads stand in line, first come first served; between
processes SQLite's own lock holds as before.
"""
