"""Writers of documents as areas publish them, so that an importer is tried on real files."""
