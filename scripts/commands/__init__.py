"""What the commands in scripts/ run: thin entry points over the plugins. Each module has `main(argv) -> int`."""
