"""What people meet: pages, their addresses and their permissions."""
