"""Tools for those who keep the knowledge base: its checks, its report, its schemas and its review copy."""
