"""The files offices publish (HWPX, HWP 5, PDF, DOCX), each read into one frozen value: ``Extracted``."""
