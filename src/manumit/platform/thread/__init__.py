"""The golden thread: which record led to which, walked only through records that the reader may see."""
