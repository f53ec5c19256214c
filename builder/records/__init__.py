"""Files of many records (API XML, JSON, CSV, XLSX, feeds …): each record becomes a seed of its own."""
