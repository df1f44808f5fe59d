"""Tests of the kernel: law and practice as data."""
