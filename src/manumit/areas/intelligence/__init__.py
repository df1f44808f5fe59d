"""The intelligence room: de-briefs asked once, graded reports, the network behind one person's account, and sharing.

Asked for by the strategy of 2011, paragraphs 43 (collation and a consistent feed into group mapping), 47 and 51 to 54
(the standard de-brief and what is done with it), 59 (feedback on what was shared) and 68 to 70 (sharing with legal means).
"""
